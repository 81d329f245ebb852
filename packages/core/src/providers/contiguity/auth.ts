import type { Credentials } from "../../http/call.js";

/** `Authorization: Token …`, the form of the provider's own SDK. */
export function apiKeyCredentials(apiKey: string): Credentials {
  return {
    headers: () => Promise.resolve({ authorization: `Token ${apiKey}` }),
    refused: () => false,
  };
}
