import { sha256Hex } from "#sha256-hex";
import type { AccountIdentity, ProviderId } from "../domain/account.js";

export interface IdentifiedBy {
  readonly provider: ProviderId;
  /** Where its API is: the same keys at another place are another account. */
  readonly baseUrl: string;
  /** The provider's own id of the account, or the {@link fingerprint} of a key that names none. */
  readonly own: string;
}

/** What tells one account from every other, whatever it is named here. */
export function identifyAccount({ provider, baseUrl, own }: IdentifiedBy): AccountIdentity {
  // A name is the same host with a dot at its end.
  const origin = new URL(baseUrl).origin.replace(/\.(?=:\d+$|$)/, "");
  // This is where the brand comes from.
  return `${provider}|${origin}|${own}` as AccountIdentity;
}

/** Stands for a key where it must not be stored: the same for the same key, and of no use to find the key. */
export function fingerprint(provider: ProviderId, key: string): string {
  return `key:${sha256Hex(`leaseline ${provider} ${key}`).slice(0, 32)}`;
}
