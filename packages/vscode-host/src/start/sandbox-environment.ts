import type { Sandbox } from "@leaseline/sandbox";
import type { Variables } from "../environment/variables.js";

/** How the extension is told of a sandbox that runs already. The keys are the sandbox's own, worth nothing. */
export function sandboxEnvironment({
  url,
  contiguity,
  sinch,
}: Pick<Sandbox, "url" | "contiguity" | "sinch">): Variables {
  return {
    LEASELINE_SANDBOX_URL: url,
    LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
    LEASELINE_SINCH_URL: sinch.baseUrl,
    LEASELINE_SINCH_AUTH_URL: sinch.authUrl,
    CONTIGUITY_API_KEY: contiguity.apiKey,
    SINCH_PROJECT_ID: sinch.projectId,
    SINCH_KEY_ID: sinch.keyId,
    SINCH_KEY_SECRET: sinch.keySecret,
  };
}
