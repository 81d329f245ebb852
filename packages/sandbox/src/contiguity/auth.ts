import type { SandboxMiddleware } from "../server/environment.js";
import type { ContiguityWorld } from "./world.js";
import { contiguityError } from "./errors.js";

/** `Token …`, the form seen working; `Bearer` is described but unproven, so it is refused here. */
export function requireContiguityKey(world: ContiguityWorld, apiKey: string): SandboxMiddleware {
  return async (context, next) => {
    if (context.req.header("authorization") === `Token ${apiKey}`) return next();
    return contiguityError(context, world.clock.now(), 401, "Invalid or missing API key.");
  };
}
