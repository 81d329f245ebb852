import type { Lease, LeaseFailure, Operation } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import {
  type AccountLeases,
  type Reading,
  entryOf,
  isHeld,
  isUnread,
  nothingYet,
  withLease,
} from "./account-leases.js";
import { emptyView, readLedger, sameOpen } from "../ledger/ledger-view.js";

export type ListState = "no-account" | "loading" | "empty" | "failed" | "ready";

/** The leased numbers of all accounts, as last read, and the operations that are open. */
export interface LeaseList {
  readonly state: ListState;
  readonly accounts: readonly AccountLeases[];
  readonly leases: readonly Lease[];
  /** Of how many accounts it is not known what they hold. */
  readonly unread: number;
  /** Open operations of accounts that are no longer here. */
  readonly orphans: readonly Operation[];
  /** Why the ledger cannot be read, when it cannot. */
  readonly ledgerProblem: LeaseFailure | null;
  readonly find: (account: string, number: string) => Lease | null;
  /**
   * Reads all of it again: what the ledger knows shows at once, and each account as it answers.
   * Calls at the same time share one reading. An account that fails is told in its own entry.
   */
  load(): Promise<void>;
  /** Waits until every account has been read once, or has failed. */
  whole(): Promise<void>;
  /** Looks into the ledger alone. When another window has settled something, all is read again. */
  lookAtLedger(): Promise<void>;
  /** Puts in what a lease or a release has just said, so that it shows before the next reading. */
  put(lease: Lease): void;
  /** Is told of what there is to show; that is nothing while the state is `loading`. */
  onChange(listener: () => void): void;
}

export function createLeaseList(accounts: Accounts): LeaseList {
  let readings: readonly Reading[] = [];
  let view = emptyView;
  let known: readonly AccountLeases[] = [];
  let loading: Promise<void> | null = null;
  let again = false;
  const listeners: (() => void)[] = [];

  const changed = () => {
    known = readings.map((reading) => entryOf(reading, view));
    if (state() === "loading") return;
    for (const listener of listeners) listener();
  };

  const settle = async (id: string, result: Pick<Reading, "leases" | "failure">) => {
    readings = readings.map((one) =>
      one.account.id === id ? { ...one, ...result, pending: false } : one,
    );
    view = await readLedger(accounts.ledger);
    changed();
  };

  const read = async () => {
    view = await readLedger(accounts.ledger);
    readings = accounts.list().map((account) => ({
      ...(readings.find((one) => one.account.id === account.id) ?? nothingYet),
      account,
    }));
    changed();
    const { client, unusable } = await accounts.connect();
    for (const [id, failure] of unusable) await settle(id, { leases: [], failure });
    const gathered = new Map<string, Lease[]>();
    for await (const event of client.list()) {
      const leases = gathered.get(event.account) ?? [];
      gathered.set(event.account, leases);
      if (event.kind === "items") leases.push(...event.items.filter(isHeld));
      else {
        const failure = event.kind === "failed" ? event.failure : null;
        await settle(event.account, { leases, failure });
      }
    }
  };

  const loadAll = async () => {
    do {
      again = false;
      await read();
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

  const isFirst = () => known.length === 0 || known.some(({ pending }) => pending);
  const state = (): ListState => {
    if (accounts.list().length === 0) return "no-account";
    if (known.some(({ leases, operations }) => leases.length + operations.length > 0))
      return "ready";
    if (orphans().length > 0) return "ready";
    if (isFirst()) return "loading";
    if (known.every(({ failure }) => failure !== null)) return "failed";
    return known.some(({ failure }) => failure !== null) ? "ready" : "empty";
  };

  return {
    get state() {
      return state();
    },
    get accounts() {
      return known;
    },
    get leases() {
      return known.flatMap(({ leases }) => leases);
    },
    get unread() {
      return known.filter(isUnread).length;
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
    whole: () => (isFirst() ? (loading ?? load()) : Promise.resolve()),
    lookAtLedger: async () => {
      if (known.length === 0) return;
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
