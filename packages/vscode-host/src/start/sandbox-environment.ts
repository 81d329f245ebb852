import type { Sandbox } from "@leaseline/sandbox";
import type { Variables } from "../environment/variables.js";

/** How the extension is told of a sandbox that runs already. The keys are the sandbox's own, worth nothing. */
export function sandboxEnvironment({
  url,
  environment,
}: Pick<Sandbox, "url" | "environment">): Variables {
  return { LEASELINE_SANDBOX_URL: url, ...environment };
}
