import type {
  AccountIdentity,
  LeaseClient,
  Ledger,
  Operation,
  SpendCap,
  Timing,
} from "@leaseline/core";
import type { StoredAccount } from "./account.js";
import { type AccountGroup, type Opened, clientOf, createAccountGroup } from "./account-group.js";
import type { AccountStore } from "./account-store.js";

/** The accounts of this machine, as they are now, and what each is reached through. */
export interface Accounts {
  list(): readonly StoredAccount[];
  find(id: string): StoredAccount | null;
  /** The real accounts and those at the sandbox, apart. A group without an account is not looked into. */
  groups(): readonly AccountGroup[];
  groupOf(account: StoredAccount): AccountGroup;
  /** To be asked for at each step: accounts may change between two. @throws LeaseError `bad-input` */
  client(account: StoredAccount): Promise<LeaseClient>;
  /** The account that the provider knows as this, if it is here. */
  readonly known: (identity: AccountIdentity) => Promise<StoredAccount | null>;
  /** Who has an operation, wherever it was begun. */
  groupWith(operation: Pick<Operation, "id">): Promise<AccountGroup | null>;
  /** To be called when what accounts are reached by has changed: addresses, limits, where the sandbox is. */
  readonly changed: () => void;
  /** Those that could not be used are tried again with the next client. */
  retry(): Promise<void>;
  /** Is told when an account has come, gone, changed, or can be used at last. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
}

export interface AccountsTools {
  readonly store: AccountStore;
  readonly ledgers: {
    readonly real: Ledger;
    readonly sandbox: Ledger;
    /** Whether other machines have the real one too, and so there is something in it without an account here. */
    readonly isShared?: boolean | undefined;
  };
  /** Resolves when the ledger of the real accounts holds what earlier ones did. */
  readonly ledgerReady: () => Promise<void>;
  readonly openReal: (account: StoredAccount) => Promise<Opened>;
  readonly openAtSandbox: (account: StoredAccount) => Promise<Opened>;
  /** The most that may be spent, counted apart in each group; read each time a client is made. */
  readonly caps: () => readonly SpendCap[];
  /** How soon what is not known at the sandbox is settled, where that is not the core's own timing. */
  readonly sandboxTiming: Timing | undefined;
  /** Told of every step of an operation in this window. */
  readonly onOperation: (operation: Operation) => void;
}

export function createAccounts(tools: AccountsTools): Accounts {
  const { store, ledgers, ledgerReady, openReal, openAtSandbox } = tools;
  const { caps, sandboxTiming, onOperation } = tools;
  const listeners: (() => void)[] = [];
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const shared = { caps, onOperation, onLate: tell };
  const real = createAccountGroup({
    ...shared,
    ledger: ledgers.real,
    accounts: () => store.list().filter((account) => !account.sandbox),
    open: openReal,
    late: { kind: "secrets-late" },
    ready: ledgerReady,
    timing: undefined,
    isShared: ledgers.isShared,
  });
  const sandbox = createAccountGroup({
    ...shared,
    ledger: ledgers.sandbox,
    accounts: () => store.list().filter((account) => account.sandbox),
    open: openAtSandbox,
    late: { kind: "sandbox-late" },
    ready: async () => {},
    timing: sandboxTiming,
  });
  const all = [real, sandbox];
  const groupOf = (account: StoredAccount) => (account.sandbox ? sandbox : real);
  const groups = () => all.filter((group) => group.accounts().length > 0 || group.isShared);
  const changed = () => {
    for (const group of all) group.renew();
    tell();
  };
  store.onChange(changed);
  return {
    list: () => store.list(),
    find: (id) => store.list().find((account) => account.id === id) ?? null,
    groups,
    groupOf,
    client: (account) => clientOf(groupOf(account), account),
    known: async (identity) => {
      const { identities } = await real.connect();
      return real.accounts().find((account) => identities.get(account.id) === identity) ?? null;
    },
    groupWith: async ({ id }) => {
      for (const group of groups()) if (await group.ledger.find(id)) return group;
      return null;
    },
    changed,
    retry: async () => {
      for (const group of groups()) {
        const connected = await group.connect().catch(() => null);
        if (connected && connected.troubles.size > 0) group.renew();
      }
    },
    onChange: (listener) => void listeners.push(listener),
    close: async () => void (await Promise.all(all.map((group) => group.close()))),
  };
}
