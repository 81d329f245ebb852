import type {
  AccountIdentity,
  KnownLease,
  KnownLeases,
  Lease,
  Operation,
  Unread,
} from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { LedgerView } from "../ledger/ledger-view.js";
import type { Trouble } from "../words/trouble-words.js";

/** What is known of one account's leased numbers. */
export interface AccountLeases {
  readonly account: StoredAccount;
  /** As read; until then, and where that failed, as the ledger knows them. */
  readonly leases: readonly Lease[];
  /** Not read yet, since the window was opened. */
  readonly pending: boolean;
  /** Why the list is not the whole, or not there at all. */
  readonly trouble: Trouble | null;
  /** Entries of the list that could not be read, beside those that could. */
  readonly unreadable: readonly Unread[];
  /** ISO 8601: when the list was read that stands in for one that is not there. */
  readonly asOf: string | null;
  /** What is being done about its numbers, in any window. */
  readonly operations: readonly Operation[];
  /** Where each number was leased. */
  readonly origins: ReadonlyMap<string, KnownLease["origin"]>;
  /** Those that must not be released. */
  readonly protectedNumbers: ReadonlySet<string>;
}

/** Whether each has told all that it holds. */
export function areWhole(accounts: readonly AccountLeases[]): boolean {
  return accounts.every(
    ({ pending, trouble, unreadable }) => !pending && trouble === null && unreadable.length === 0,
  );
}

/** What an account said when this window read its list. */
export interface Reading {
  /** What the provider knows it as; null for an account that could not be connected yet. */
  readonly identity: AccountIdentity | null;
  readonly leases: readonly Lease[];
  readonly unreadable: readonly Unread[];
  readonly trouble: Trouble | null;
  /** What the ledger had before a complete list was read; null until one was. */
  readonly insteadOf: Pick<KnownLeases, "readAt"> | null;
  readonly pending: boolean;
}

/** Of an account that was not read yet. */
export const nothingYet: Reading = {
  identity: null,
  leases: [],
  unreadable: [],
  trouble: null,
  insteadOf: null,
  pending: true,
};

/** What was read, and beside it what the ledger knows: of what other windows have done since, too. */
export function accountLeases(
  account: StoredAccount,
  reading: Reading,
  { open, lists, notes }: LedgerView,
): AccountLeases {
  const list = lists.find((one) => isOf(one, account, reading)) ?? null;
  // Another program may call the account by another name.
  const known = (list?.leases ?? []).map(({ lease }) => ({ ...lease, account: account.id }));
  const { leases, asOf } = held(reading, known, list?.readAt ?? null);
  return {
    account,
    leases: leases.toSorted(byNumber),
    pending: reading.pending,
    trouble: reading.trouble,
    unreadable: reading.unreadable,
    asOf,
    operations: open
      .filter((operation) => hasOperation(operation, account, reading))
      .map((operation) => ({ ...operation, account: account.id })),
    origins: new Map(list?.leases.map(({ lease, origin }) => [lease.number, origin])),
    protectedNumbers: new Set(notes.flatMap((note) => (note.isProtected ? [note.number] : []))),
  };
}

/** Whether nothing is known of what the account holds, not even from before. */
export function isUnread({ trouble, pending, asOf }: AccountLeases): boolean {
  return (trouble !== null || pending) && asOf === null;
}

/** By what the provider knows it as; by the name it goes by here where that is not known. */
export function isOf(
  { identity, account }: Pick<Operation, "identity" | "account">,
  { id }: Pick<StoredAccount, "id">,
  reading: Pick<Reading, "identity">,
): boolean {
  return identity !== null && reading.identity !== null
    ? identity === reading.identity
    : account === id;
}

/**
 * Whether an operation can be asked about, or given up, through the account. One whose keys are not here is another
 * profile's, though it goes by that name here too; one that is late will be there.
 */
export function hasOperation(
  operation: Operation,
  account: StoredAccount,
  reading: Pick<Reading, "identity" | "trouble">,
): boolean {
  const { identity, trouble } = reading;
  const hasNoKey = trouble?.kind === "key-gone" || trouble?.kind === "key-elsewhere";
  return (identity !== null || !hasNoKey) && isOf(operation, account, reading);
}

function held(
  { leases, insteadOf, trouble, pending }: Reading,
  known: readonly Lease[],
  readAt: KnownLeases["readAt"],
): Pick<AccountLeases, "leases" | "asOf"> {
  if (!trouble && !pending && insteadOf) {
    // Where the ledger has taken the list in, it is newer: a ledger that cannot be written has not. Its times are of a
    // clock that need not be this machine's.
    const isTakenIn = readAt !== null && readAt !== insteadOf.readAt;
    return { leases: isTakenIn ? known : leases, asOf: null };
  }
  const newest = new Map([...known, ...leases].map((lease) => [lease.number, lease]));
  return { leases: [...newest.values()], asOf: known.length > 0 ? readAt : null };
}

export function isHeld({ state }: Lease): boolean {
  return state !== "released";
}

function byNumber(left: Lease, right: Lease): number {
  return left.number < right.number ? -1 : left.number > right.number ? 1 : 0;
}
