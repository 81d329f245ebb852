import {
  type LeaseClient,
  type LeaseFailure,
  type Ledger,
  LeaseError,
  type Operation,
  type SpendCap,
  type Timing,
  createLeaseClient,
  distinctAccounts,
  failureOf,
} from "@leaseline/core";
import type { StoredAccount } from "./account.js";
import type { AccountStore } from "./account-store.js";
import {
  type ConnectTools,
  type Endpoints,
  type SandboxConnection,
  connectAccount,
} from "./connect-account.js";

/** The accounts of this window, and the one client over all of them. */
export interface Accounts {
  list(): readonly StoredAccount[];
  find(id: string): StoredAccount | null;
  /** The client over every account as it is now. */
  connect(): Promise<Connected>;
  /** One for all clients: a claim must outlive the client that made it. */
  readonly ledger: Ledger;
  /** Tells of every step of an operation in this window. */
  onOperation(listener: (operation: Operation) => void): void;
  /** To be called when accounts, keys or addresses have changed: the next client is a new one. */
  changed(): void;
}

export interface Connected {
  readonly client: LeaseClient;
  /** Accounts that the client cannot hold, such as one whose key is gone. */
  readonly unusable: ReadonlyMap<string, LeaseFailure>;
}

export interface AccountsTools extends ConnectTools {
  readonly store: AccountStore;
  /** As set by the person; read each time a client is made. */
  readonly endpoints: () => Endpoints;
  /** Starts the sandbox, or says where it runs. */
  readonly sandbox: () => Promise<SandboxConnection>;
  readonly ledger: Ledger;
  /** What may be spent at most; read each time a client is made. */
  readonly caps: () => readonly SpendCap[];
  /** How soon what is not known is settled, where that is not the core's own timing. */
  readonly timing: (accounts: readonly StoredAccount[]) => Timing | undefined;
}

export function createAccounts({
  store,
  endpoints,
  sandbox,
  ledger,
  caps,
  timing,
  ...tools
}: AccountsTools): Accounts {
  const listeners: ((operation: Operation) => void)[] = [];
  let current: Promise<Connected> | null = null;

  const provider = async ({ id, provider, sandbox: atSandbox }: StoredAccount) => {
    if (atSandbox) {
      // One account at a sandbox that does not start must not hide the others.
      const connection = await sandbox().catch((cause: unknown) => {
        throw new LeaseError({ kind: "not-sent", reason: "refused" }, { cause });
      });
      return connectAccount(id, connection.keys[provider], connection.endpoints, tools);
    }
    const keys = await store.keys(id);
    if (!keys) throw new LeaseError({ kind: "unauthorized" });
    return connectAccount(id, keys, endpoints(), tools);
  };

  const connect = async (): Promise<Connected> => {
    const unusable = new Map<string, LeaseFailure>();
    const providers = await Promise.all(
      store.list().map((account) =>
        provider(account).catch((error: unknown) => {
          unusable.set(account.id, failureOf(error));
          return null;
        }),
      ),
    );
    const { accounts, refused } = distinctAccounts(providers.filter((one) => one !== null));
    for (const [id, failure] of refused) unusable.set(id, failure);
    const client = createLeaseClient({
      accounts,
      ledger,
      caps: caps(),
      timing: timing(store.list()),
    });
    client.onChange((operation) => {
      for (const listener of listeners) listener(operation);
    });
    return { client, unusable };
  };

  return {
    ledger,
    onOperation: (listener) => void listeners.push(listener),
    list: () => store.list(),
    find: (id) => store.list().find((account) => account.id === id) ?? null,
    connect: () => {
      const connecting = (current ??= connect());
      connecting.catch(() => {
        if (current === connecting) current = null;
      });
      return connecting;
    },
    changed: () => {
      current = null;
    },
  };
}
