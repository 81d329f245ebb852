import type { SandboxContext } from "./environment.js";

/** The body as JSON; undefined when it is none, which no schema accepts. */
export async function readJson(context: SandboxContext): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    return undefined;
  }
}
