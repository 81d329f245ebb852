import { isEnding } from "../domain/lease.js";
import type { ListOwner } from "./ledger.js";
import type { LeaseRecord } from "./store.js";

/** The key of an account's list: its identity, or its name for lists from before ledgers had identities. */
export function listOf({ identity, account }: ListOwner): string {
  return identity ?? `name:${account}`;
}

/** Whether it is paid for, at an unknown price. */
export function isUnpriced({ lease, price }: Pick<LeaseRecord, "lease" | "price">): boolean {
  return !price?.recurring && !isEnding(lease);
}
