import type { AccountId } from "@leaseline/core";
import type { AccountKeys, ProviderName } from "./account-keys.js";

/** An account, and where its keys come from. */
export interface Account {
  readonly id: AccountId;
  readonly provider: ProviderName;
  readonly source: "environment" | "keychain";
  /** @throws {CommandError} when they cannot be had. */
  readonly keys: () => Promise<AccountKeys>;
}
