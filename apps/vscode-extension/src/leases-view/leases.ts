import type { KnownLeases, Lease, Operation } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { LedgerTrouble, LedgerView } from "../ledger/ledger-view.js";
import type { Trouble } from "../words/trouble-words.js";
import {
  type AccountLeases,
  type Reading,
  accountLeases,
  hasOperation,
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
  /** How many entries of lists could not be read: each may be a number. */
  readonly unreadable: number;
  /** Open operations of accounts that are not connected here. */
  readonly orphans: readonly Operation[];
  /** What accounts hold that are not connected here, by a ledger that machines share. */
  readonly elsewhere: readonly KnownLeases[];
  /** Why the ledger cannot be read, when it cannot. */
  readonly ledgerProblem: LedgerTrouble | null;
}

export function leasesOf({ accounts, readings, ledger }: Facts): Leases {
  const readingOf = ({ id }: StoredAccount) => readings.get(id) ?? nothingYet;
  const known = accounts.map((account) => accountLeases(account, readingOf(account), ledger));
  const orphans = ledger.open.filter(
    (operation) =>
      !accounts.some((account) => hasOperation(operation, account, readingOf(account))),
  );
  // An account of which it is not known yet what its provider calls it may be any of them.
  const isKnown = accounts.every((account) => readingOf(account).identity !== null);
  const elsewhere = ledger.shared.filter(
    (list) =>
      isKnown &&
      list.leases.length > 0 &&
      !accounts.some((account) => isOf(list, account, readingOf(account))),
  );
  return {
    state: stateOf(known, orphans.length + elsewhere.length),
    accounts: known,
    leases: known.flatMap(({ leases }) => leases),
    unread: known.filter(isUnread).length,
    unreadable: known.reduce((sum, { unreadable }) => sum + unreadable.length, 0),
    orphans,
    elsewhere,
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

/** Trying again is all that can be done; of any other trouble the account's own row says why, and what to do. */
function isUnreached({ kind }: Trouble): boolean {
  return kind === "not-sent" || kind === "no-answer";
}

/** Until every account has said something, nobody is told that there is nothing. */
function stateOf(known: readonly AccountLeases[], others: number): ListState {
  if (known.length === 0) return others > 0 ? "ready" : "no-account";
  if (known.some(({ leases, operations }) => leases.length + operations.length > 0)) return "ready";
  if (others > 0) return "ready";
  const failed = known.filter(({ trouble }) => trouble !== null);
  if (known.some(({ pending }) => pending)) return failed.length > 0 ? "ready" : "loading";
  if (known.every(({ trouble }) => trouble && isUnreached(trouble))) return "failed";
  return failed.length > 0 || known.some(({ unreadable }) => unreadable.length > 0)
    ? "ready"
    : "empty";
}
