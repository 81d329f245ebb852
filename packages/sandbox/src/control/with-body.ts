import * as z from "zod";
import type { SandboxContext } from "../server/environment.js";
import { readJson } from "../server/read-json.js";

/** Does what a body asks for; one that is not understood is refused, and not ignored. */
export function withBody<Body>(schema: z.ZodType<Body>, act: (body: Body) => unknown) {
  return async (context: SandboxContext): Promise<Response> => {
    const body = schema.safeParse(await readJson(context));
    if (!body.success) return context.json({ error: z.prettifyError(body.error) }, 400);
    return context.json(act(body.data) ?? {});
  };
}
