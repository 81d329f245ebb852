import * as z from "zod";
import { readJson } from "../server/read-json.js";
import type { SandboxContext } from "../server/environment.js";
import type { SinchWorld } from "./world.js";
import { badRequest, violationsOf } from "./errors.js";

const bodySchema = z.strictObject({
  hmacSecret: z
    .string()
    .regex(/^[a-zA-Z0-9-]{32,64}$/)
    .optional(),
});

/** GET /callbackConfiguration */
export function getCallbackSettings(world: SinchWorld) {
  return (context: SandboxContext): Response => onWire(world, context);
}

/** PATCH /callbackConfiguration. What is left out stays. */
export function updateCallbackSettings(world: SinchWorld) {
  return async (context: SandboxContext): Promise<Response> => {
    const body = bodySchema.safeParse(await readJson(context));
    if (!body.success) return badRequest(context, violationsOf(body.error));
    const { hmacSecret } = world.project;
    hmacSecret.set(body.data.hmacSecret ?? hmacSecret.get());
    return onWire(world, context);
  };
}

function onWire(world: SinchWorld, context: SandboxContext): Response {
  const { hmacSecret } = world.project;
  return context.json({
    projectId: context.req.param("projectId") ?? "",
    hmacSecret: hmacSecret.get(),
  });
}
