import type { Credentials } from "../../http/api.js";

/** `Authorization: Token …`, the form of the provider's own SDK. */
export function apiKeyCredentials(apiKey: string): Credentials {
  return {
    secrets: [apiKey],
    headers: () => Promise.resolve({ authorization: `Token ${apiKey}` }),
    refused: () => false,
  };
}
