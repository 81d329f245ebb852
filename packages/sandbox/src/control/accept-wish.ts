import * as z from "zod";
import type { SandboxContext } from "../server/environment.js";
import { readJson } from "../server/read-json.js";

/** Grants what a body wishes for; one that is not understood is refused, and not ignored. */
export function acceptWish<Wish>(schema: z.ZodType<Wish>, grant: (wish: Wish) => unknown) {
  return async (context: SandboxContext): Promise<Response> => {
    const wish = schema.safeParse(await readJson(context));
    if (!wish.success) return context.json({ error: z.prettifyError(wish.error) }, 400);
    return context.json(grant(wish.data) ?? {});
  };
}
