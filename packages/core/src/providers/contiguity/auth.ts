import { badInput } from "../../errors/lease-error.js";
import type { Credentials } from "../../http/api.js";

/** `Authorization: Token …`, the form of the provider's own SDK. */
export function apiKeyCredentials(apiKey: string): Credentials {
  return {
    secrets: [apiKey],
    headers: () => Promise.resolve({ authorization: `Token ${apiKey}` }),
    refused: () => false,
  };
}

/**
 * The key that is given, or else the environment's: `CONTIGUITY_API_KEY`, then `CONTIGUITY_TOKEN`.
 * @throws {LeaseError} `bad-input` when there is none of them.
 */
export function apiKeyOrEnvironment(apiKey: string | undefined): string {
  const { CONTIGUITY_API_KEY, CONTIGUITY_TOKEN } = environment();
  // One that is given and empty is a mistake to be told of; one that is set and empty counts as not set.
  const key = apiKey ?? (CONTIGUITY_API_KEY || CONTIGUITY_TOKEN || undefined);
  if (key !== undefined) return key;
  throw badInput(
    "apiKey",
    "There is no key: give one, or set CONTIGUITY_API_KEY or CONTIGUITY_TOKEN.",
  );
}

function environment(): Readonly<Record<string, string | undefined>> {
  // Every part may be missing, as in a browser, and so each is looked for.
  const host = globalThis as {
    readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
  };
  return host.process?.env ?? {};
}
