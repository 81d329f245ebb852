import type { KnownLease, Lease, LeaseFailure, Operation } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import type { StoredAccount } from "../accounts/account.js";
import { emptyView, readLedger, sameOpen } from "./ledger-view.js";

/** What is known of one account's leased numbers. */
export interface AccountLeases {
  readonly account: StoredAccount;
  /** As read; where that failed, as the ledger knows them. */
  readonly leases: readonly Lease[];
  /** Why the list is not the whole, or not there at all. */
  readonly failure: LeaseFailure | null;
  /** ISO 8601: when the list was read that stands in for one that could not be read. */
  readonly asOf: string | null;
  /** What is being done about its numbers, in any window. */
  readonly operations: readonly Operation[];
  /** Where each number was leased. */
  readonly origins: ReadonlyMap<string, KnownLease["origin"]>;
}

export type ListState = "no-account" | "loading" | "empty" | "failed" | "ready";

/** The leased numbers of all accounts, as last read, and the operations that are open. */
export interface LeaseList {
  readonly state: ListState;
  readonly accounts: readonly AccountLeases[];
  readonly leases: readonly Lease[];
  /** Open operations of accounts that are no longer here. */
  readonly orphans: readonly Operation[];
  /** Why the ledger cannot be read, when it cannot. */
  readonly ledgerProblem: LeaseFailure | null;
  readonly find: (account: string, number: string) => Lease | null;
  /** Reads all of it again. Calls at the same time share one reading. An account that fails is told in its own entry. */
  load(): Promise<void>;
  /** Looks into the ledger alone. When another window has settled something, all is read again. */
  lookAtLedger(): Promise<void>;
  /** Puts in what a lease or a release has just said, so that it shows before the next reading. */
  put(lease: Lease): void;
  onChange(listener: () => void): void;
}

interface Reading {
  readonly account: StoredAccount;
  readonly leases: readonly Lease[];
  readonly failure: LeaseFailure | null;
}

export function createLeaseList(accounts: Accounts): LeaseList {
  let readings: readonly Reading[] = [];
  let view = emptyView;
  let known: readonly AccountLeases[] = [];
  let loaded = false;
  let loading: Promise<void> | null = null;
  let again = false;
  const listeners: (() => void)[] = [];

  const changed = () => {
    known = readings.map((reading) => entryOf(reading, view));
    for (const listener of listeners) listener();
  };

  const read = async () => {
    const stored = accounts.list();
    const { client, unusable } = await accounts.connect();
    const gathered = new Map(
      stored.map((account) => [
        account.id,
        { account, leases: [] as Lease[], failure: unusable.get(account.id) ?? null },
      ]),
    );
    for await (const event of client.list()) {
      const entry = gathered.get(event.account);
      if (!entry) continue;
      if (event.kind === "items")
        entry.leases.push(...event.items.filter(({ state }) => state !== "released"));
      if (event.kind === "failed")
        gathered.set(event.account, { ...entry, failure: event.failure });
    }
    readings = [...gathered.values()];
    view = await readLedger(accounts.ledger);
    loaded = true;
  };

  const loadAll = async () => {
    do {
      again = false;
      await read();
      changed();
    } while (again);
  };
  const load = () => {
    // What has changed since a running reading began may be missing from it.
    if (loading) again = true;
    loading ??= loadAll().finally(() => (loading = null));
    return loading;
  };
  const orphans = () => {
    const ids = new Set(accounts.list().map(({ id }) => id));
    return view.open.filter(({ account }) => !ids.has(account));
  };

  return {
    get state() {
      if (accounts.list().length === 0) return "no-account";
      if (!loaded) return "loading";
      if (known.some(({ leases, operations }) => leases.length + operations.length > 0))
        return "ready";
      if (orphans().length > 0) return "ready";
      if (known.length > 0 && known.every(({ failure }) => failure !== null)) return "failed";
      return known.some(({ failure }) => failure !== null) ? "ready" : "empty";
    },
    get accounts() {
      return known;
    },
    get leases() {
      return known.flatMap(({ leases }) => leases);
    },
    get orphans() {
      return orphans();
    },
    get ledgerProblem() {
      return view.problem;
    },
    find: (account, number) =>
      known
        .find((one) => one.account.id === account)
        ?.leases.find((lease) => lease.number === number) ?? null,
    load,
    lookAtLedger: async () => {
      if (!loaded) return;
      const before = view;
      const now = await readLedger(accounts.ledger);
      // A full reading that ended meanwhile has seen more.
      if (view !== before || sameOpen(before, now)) return;
      view = now;
      changed();
      const ids = new Set(now.open.map(({ id }) => id));
      if (before.open.some(({ id }) => !ids.has(id))) await load();
    },
    put: (lease) => {
      readings = readings.map((one) =>
        one.account.id === lease.account ? { ...one, leases: withLease(one.leases, lease) } : one,
      );
      changed();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}

function entryOf(
  { account, leases, failure }: Reading,
  { open, lists }: typeof emptyView,
): AccountLeases {
  const list = lists.find((one) => one.account === account.id);
  const lastKnown = failure && list?.readAt ? list.leases.map(({ lease }) => lease) : [];
  return {
    account,
    leases: leases.reduce(withLease, lastKnown).toSorted(byNumber),
    failure,
    asOf: lastKnown.length > 0 ? (list?.readAt ?? null) : null,
    operations: open.filter((operation) => operation.account === account.id),
    origins: new Map(list?.leases.map(({ lease, origin }) => [lease.number, origin])),
  };
}

function withLease(leases: readonly Lease[], lease: Lease): Lease[] {
  const others = leases.filter(({ number }) => number !== lease.number);
  return lease.state === "released" ? others : [...others, lease];
}

function byNumber(left: Lease, right: Lease): number {
  return left.number < right.number ? -1 : left.number > right.number ? 1 : 0;
}
