import type { KnownLease, Lease, LeaseFailure, Operation } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { LedgerView } from "../ledger/ledger-view.js";

/** What is known of one account's leased numbers. */
export interface AccountLeases {
  readonly account: StoredAccount;
  /** As read; until then, and where that failed, as the ledger knows them. */
  readonly leases: readonly Lease[];
  /** Not read yet, since the window was opened. */
  readonly pending: boolean;
  /** Why the list is not the whole, or not there at all. */
  readonly failure: LeaseFailure | null;
  /** ISO 8601: when the list was read that stands in for one that is not there. */
  readonly asOf: string | null;
  /** What is being done about its numbers, in any window. */
  readonly operations: readonly Operation[];
  /** Where each number was leased. */
  readonly origins: ReadonlyMap<string, KnownLease["origin"]>;
}

/** What an account said when its list was read. */
export type Reading = Pick<AccountLeases, "account" | "leases" | "failure" | "pending">;

/** Of an account that was not read yet. */
export const nothingYet: Omit<Reading, "account"> = { leases: [], failure: null, pending: true };

/** What was read, and beside it what the ledger knows. */
export function entryOf(
  { account, leases, failure, pending }: Reading,
  { open, lists }: LedgerView,
): AccountLeases {
  const list = lists.find((one) => one.account === account.id);
  const lastKnown =
    (failure || pending) && list?.readAt ? list.leases.map(({ lease }) => lease) : [];
  return {
    account,
    leases: leases.reduce(withLease, lastKnown).toSorted(byNumber),
    failure,
    pending,
    asOf: lastKnown.length > 0 ? (list?.readAt ?? null) : null,
    operations: open.filter((operation) => operation.account === account.id),
    origins: new Map(list?.leases.map(({ lease, origin }) => [lease.number, origin])),
  };
}

/** Whether nothing is known of what the account holds, not even from before. */
export function isUnread({ failure, pending, asOf }: AccountLeases): boolean {
  return (failure !== null || pending) && asOf === null;
}

export function withLease(leases: readonly Lease[], lease: Lease): Lease[] {
  const others = leases.filter(({ number }) => number !== lease.number);
  return isHeld(lease) ? [...others, lease] : others;
}

export function isHeld({ state }: Lease): boolean {
  return state !== "released";
}

function byNumber(left: Lease, right: Lease): number {
  return left.number < right.number ? -1 : left.number > right.number ? 1 : 0;
}
