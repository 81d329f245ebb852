import type { Sandbox } from "../start-sandbox.js";

/** `NAME=value` lines that point the product and the providers' own variables at the sandbox. */
export function environmentLines({ contiguity, sinch }: Sandbox): readonly string[] {
  return [
    `CONTIGUITY_API_KEY=${contiguity.apiKey}`,
    `SINCH_PROJECT_ID=${sinch.projectId}`,
    `SINCH_KEY_ID=${sinch.keyId}`,
    `SINCH_KEY_SECRET=${sinch.keySecret}`,
    `LEASELINE_CONTIGUITY_URL=${contiguity.baseUrl}`,
    `LEASELINE_SINCH_URL=${sinch.baseUrl}`,
    `LEASELINE_SINCH_AUTH_URL=${sinch.authUrl}`,
  ];
}
