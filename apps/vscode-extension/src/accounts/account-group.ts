import {
  type AccountIdentity,
  type LeaseClient,
  type Ledger,
  type Operation,
  type ProviderAccount,
  type SpendCap,
  type Timing,
  LeaseError,
  createLeaseClient,
  distinctAccounts,
  failureOf,
} from "@leaseline/core";
import { pause } from "../prompts/pause.js";
import { type Trouble, describeTrouble } from "../words/trouble-words.js";
import type { StoredAccount } from "./account.js";

/**
 * Accounts that have a ledger, limits and a client in common. There are two groups, the real accounts and those
 * at the sandbox, and nothing of one counts in the other.
 */
export interface AccountGroup {
  readonly ledger: Ledger;
  /** Whether what stands in it is of other machines, too. */
  readonly isShared: boolean;
  readonly accounts: () => readonly StoredAccount[];
  /** The client over the accounts as they are now. An account that cannot be used, or is late, keeps no other waiting. */
  connect(): Promise<Connected>;
  /** The next client is a new one; what the present one has sent comes to its end. */
  renew(): void;
  /** Ends the asking; what was being sent is written down first. */
  close(): Promise<void>;
}

export interface Connected {
  readonly client: LeaseClient;
  readonly identities: ReadonlyMap<string, AccountIdentity>;
  /** Of the accounts that the client does not hold. */
  readonly troubles: ReadonlyMap<string, Trouble>;
}

/** An account that can be talked to, or why it cannot. */
export type Opened =
  | { readonly kind: "open"; readonly provider: ProviderAccount }
  | { readonly kind: "trouble"; readonly trouble: Trouble };

export interface AccountGroupTools {
  readonly ledger: Ledger;
  readonly accounts: () => readonly StoredAccount[];
  readonly open: (account: StoredAccount) => Promise<Opened>;
  /** What is said of an account that has not been opened yet. */
  readonly late: Trouble;
  /** What may be spent at most; read each time a client is made. */
  readonly caps: () => readonly SpendCap[];
  /** Resolves when the ledger can be used. */
  readonly ready: () => Promise<void>;
  readonly timing: Timing | undefined;
  readonly isShared?: boolean | undefined;
  readonly onOperation: (operation: Operation) => void;
  /** An account that was late can be used now. */
  readonly onLate: () => void;
}

/** How long the accounts that are ready wait for one that is not. */
const patienceMs = 1500;

export function createAccountGroup(tools: AccountGroupTools): AccountGroup {
  const { ledger, accounts, open, late, caps, ready, timing, onOperation, onLate } = tools;
  let current: Promise<Connected> | null = null;
  /** By account and revision: one that is late is not asked for twice, and is not forgotten when it comes. */
  const opening = new Map<string, { readonly work: Promise<Opened>; done: boolean }>();

  const opened = (account: StoredAccount): Promise<Opened> => {
    const key = `${account.id} ${account.revision}`;
    const started = opening.get(key);
    if (started) return started.work;
    const one = { work: open(account).catch(troubleOf), done: false };
    opening.set(key, one);
    void one.work.then(() => (one.done = true));
    return one.work;
  };

  const openInTime = async (account: StoredAccount): Promise<Opened> => {
    const work = opened(account);
    const inTime = await Promise.race([work, pause(patienceMs).then(() => null)]);
    if (inTime) return inTime;
    void work.then(forget).then(onLate);
    return { kind: "trouble", trouble: late };
  };

  const connect = async (): Promise<Connected> => {
    await ready();
    const troubles = new Map<string, Trouble>();
    const providers: ProviderAccount[] = [];
    const wanted = accounts();
    for (const [index, one] of (await Promise.all(wanted.map(openInTime))).entries()) {
      if (one.kind === "open") providers.push(one.provider);
      else troubles.set(wanted[index]?.id ?? "", one.trouble);
    }
    // A monthly limit counts their numbers, too.
    const unconnected = [...troubles.keys()];
    const distinct = distinctAccounts(providers);
    const identities = new Map(
      distinct.accounts.map(({ account, identity }) => [account, identity]),
    );
    for (const { account, identity } of providers) {
      if (identities.has(account)) continue;
      const other = distinct.accounts.find((one) => one.identity === identity)?.account;
      const as = wanted.find(({ id }) => id === other)?.label ?? "";
      troubles.set(account, { kind: "same-account", as });
    }
    const client = createLeaseClient({
      accounts: distinct.accounts,
      ledger,
      caps: caps(),
      unconnected,
      timing,
    });
    client.onChange(onOperation);
    return { client, identities, troubles };
  };

  /** What the client is sending comes to its end, and is written down. */
  const forget = async (): Promise<void> => {
    const before = current;
    current = null;
    await before?.then(({ client }) => client.close()).catch(() => {});
  };

  return {
    ledger,
    isShared: tools.isShared ?? false,
    accounts,
    connect: () => {
      const connecting = (current ??= connect());
      connecting.catch(() => {
        if (current === connecting) current = null;
      });
      return connecting;
    },
    renew: () => {
      for (const [key, { done }] of opening) if (done) opening.delete(key);
      void forget();
    },
    close: async () => {
      await forget();
      await ledger.close();
    },
  };
}

/** The client that holds the account. @throws LeaseError `bad-input` when none can, with why. */
export async function clientOf(group: AccountGroup, { id }: StoredAccount): Promise<LeaseClient> {
  const { client, troubles } = await group.connect();
  const trouble = troubles.get(id);
  if (trouble) {
    // That nothing was spent is said of every refusal.
    const { happened, next } = describeTrouble(trouble);
    throw new LeaseError({ kind: "bad-input", field: "account", reason: `${happened} ${next}` });
  }
  return client;
}

function troubleOf(error: unknown): Opened {
  return { kind: "trouble", trouble: failureOf(error) };
}
