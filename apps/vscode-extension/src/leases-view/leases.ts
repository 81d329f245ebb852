import type { Lease, LeaseFailure, Operation } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { LedgerView } from "../ledger/ledger-view.js";
import {
  type AccountLeases,
  type Reading,
  accountLeases,
  isOf,
  isUnread,
  nothingYet,
} from "./account-leases.js";

/** All that is known: which accounts there are, what each said, and what the ledgers say. */
export interface Facts {
  readonly accounts: readonly StoredAccount[];
  readonly readings: ReadonlyMap<string, Reading>;
  readonly ledger: LedgerView;
}

export type ListState = "no-account" | "loading" | "empty" | "failed" | "ready";

/** What there is to show of it. */
export interface Leases {
  readonly state: ListState;
  readonly accounts: readonly AccountLeases[];
  readonly leases: readonly Lease[];
  /** Of how many accounts it is not known what they hold. */
  readonly unread: number;
  /** Open operations of accounts that are not connected here. */
  readonly orphans: readonly Operation[];
  /** Why the ledger cannot be read, when it cannot. */
  readonly ledgerProblem: LeaseFailure | null;
}

export function leasesOf({ accounts, readings, ledger }: Facts): Leases {
  const readingOf = ({ id }: StoredAccount) => readings.get(id) ?? nothingYet;
  const known = accounts.map((account) => accountLeases(account, readingOf(account), ledger));
  const orphans = ledger.open.filter(
    (operation) => !accounts.some((account) => isOf(operation, account, readingOf(account))),
  );
  return {
    state: stateOf(known, orphans),
    accounts: known,
    leases: known.flatMap(({ leases }) => leases),
    unread: known.filter(isUnread).length,
    orphans,
    ledgerProblem: ledger.problem,
  };
}

export function findLease({ accounts }: Leases, account: string, number: string): Lease | null {
  const entry = accounts.find((one) => one.account.id === account);
  return entry?.leases.find((lease) => lease.number === number) ?? null;
}

/** The open operations of all accounts, and of those that are not here. */
export function openOperations({ accounts, orphans }: Leases): readonly Operation[] {
  return [...accounts.flatMap(({ operations }) => operations), ...orphans];
}

/** Until every account has said something, nobody is told that there is nothing. */
function stateOf(known: readonly AccountLeases[], orphans: readonly Operation[]): ListState {
  if (known.length === 0) return "no-account";
  if (known.some(({ leases, operations }) => leases.length + operations.length > 0)) return "ready";
  if (orphans.length > 0) return "ready";
  const failed = known.filter(({ trouble }) => trouble !== null);
  if (known.some(({ pending }) => pending)) return failed.length > 0 ? "ready" : "loading";
  if (failed.length === known.length) return "failed";
  return failed.length > 0 || known.some(({ unreadable }) => unreadable.length > 0)
    ? "ready"
    : "empty";
}
