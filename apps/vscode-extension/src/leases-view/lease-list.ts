import type { Lease, LeaseFailure } from "@leaseline/core";
import type { Accounts } from "../accounts/accounts.js";
import type { StoredAccount } from "../accounts/account.js";

/** What is known of one account's leased numbers. */
export interface AccountLeases {
  readonly account: StoredAccount;
  readonly leases: readonly Lease[];
  /** Why the list is not the whole, or not there at all. */
  readonly failure: LeaseFailure | null;
}

export type ListState = "no-account" | "loading" | "empty" | "failed" | "ready";

/** The leased numbers of all accounts, as last read. */
export interface LeaseList {
  readonly state: ListState;
  readonly accounts: readonly AccountLeases[];
  readonly leases: readonly Lease[];
  readonly find: (account: string, number: string) => Lease | null;
  /** Reads all of it again. Calls at the same time share one reading. An account that fails is told in its own entry. */
  load(): Promise<void>;
  /** Puts in what a lease or a release has just said, so that it shows before the next reading. */
  put(lease: Lease): void;
  onChange(listener: () => void): void;
}

export function createLeaseList(accounts: Accounts): LeaseList {
  let known: readonly AccountLeases[] = [];
  let loaded = false;
  let loading: Promise<void> | null = null;
  let again = false;
  const listeners: (() => void)[] = [];
  const changed = () => {
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
    known = [...gathered.values()].map((entry) => ({
      ...entry,
      leases: entry.leases.toSorted(byNumber),
    }));
    loaded = true;
  };

  const load = async () => {
    do {
      again = false;
      await read();
      changed();
    } while (again);
  };

  return {
    get state() {
      if (accounts.list().length === 0) return "no-account";
      if (!loaded) return "loading";
      if (known.some(({ leases }) => leases.length > 0)) return "ready";
      if (known.length > 0 && known.every(({ failure }) => failure !== null)) return "failed";
      return known.some(({ failure }) => failure !== null) ? "ready" : "empty";
    },
    get accounts() {
      return known;
    },
    get leases() {
      return known.flatMap(({ leases }) => leases);
    },
    find: (account, number) =>
      known
        .find((one) => one.account.id === account)
        ?.leases.find((lease) => lease.number === number) ?? null,
    load: () => {
      // What has changed since a running reading began may be missing from it.
      if (loading) again = true;
      loading ??= load().finally(() => (loading = null));
      return loading;
    },
    put: (lease) => {
      known = known.map((one) => {
        if (one.account.id !== lease.account) return one;
        const others = one.leases.filter(({ number }) => number !== lease.number);
        return {
          ...one,
          leases: lease.state === "released" ? others : [...others, lease].toSorted(byNumber),
        };
      });
      changed();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
  };
}

function byNumber(left: Lease, right: Lease): number {
  return left.number < right.number ? -1 : left.number > right.number ? 1 : 0;
}
