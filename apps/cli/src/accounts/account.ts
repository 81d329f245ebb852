import type { AccountId, ProviderId } from "@leaseline/core";
import type { AccountKeys } from "./account-keys.js";

/** An account, and where its keys come from. */
export interface Account {
  readonly id: AccountId;
  readonly provider: ProviderId;
  readonly source: "environment" | "keychain";
  /** @throws {CommandError} when they cannot be had. */
  readonly keys: () => Promise<AccountKeys>;
}
