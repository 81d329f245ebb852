import { type Lease, LeaseError, type Unread, failureOf } from "@leaseline/core";
import type { AccountGroup } from "../accounts/account-group.js";
import type { Accounts } from "../accounts/accounts.js";
import { type LedgerView, emptyView, ledgerReader } from "../ledger/ledger-view.js";
import { pause } from "../prompts/pause.js";
import type { Trouble } from "../words/trouble-words.js";
import { type Reading, isHeld, isOf, nothingYet } from "./account-leases.js";
import { type Facts, type Leases, leasesOf } from "./leases.js";

/** The leased numbers of all accounts, as last read, and the operations that are open. */
export interface LeaseList {
  readonly now: Leases;
  /**
   * Reads all of it again: what the ledger knows shows at once, and each account as it answers. A reading that
   * runs gives way to it. An account that fails is told in its own entry.
   */
  load(): Promise<void>;
  /** Waits until every account has been read once or has failed, but not for one that is slow. */
  whole(): Promise<void>;
  /** Looks into the ledger alone, where what other windows have done is written down. */
  look(): Promise<void>;
  onChange(listener: () => void): void;
}

/** How long to wait for accounts that have not been read yet. */
const patienceMs = 2000;

export function createLeaseList(accounts: Pick<Accounts, "list" | "groups">): LeaseList {
  let facts: Facts = { accounts: accounts.list(), readings: new Map(), ledger: emptyView };
  let shown: Leases | null = null;
  let running: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  const listeners: (() => void)[] = [];

  const learn = (news: Partial<Facts>) => {
    facts = { ...facts, ...news };
    shown = null;
    for (const listener of listeners) listener();
  };
  const now = () => (shown ??= leasesOf(facts));
  const heard = (id: string, news: Partial<Reading>): Facts["readings"] =>
    new Map(facts.readings).set(id, { ...(facts.readings.get(id) ?? nothingYet), ...news });
  const readLedgers = ledgerReader();
  const ledger = oneForAll(() => readLedgers(accounts.groups()));

  const read = async (signal: AbortSignal) => {
    const list = accounts.list();
    const there = new Map(
      list.map(({ id }) => [id, facts.readings.get(id) ?? nothingYet] as const),
    );
    learn({ accounts: list, readings: there, ledger: await ledger() });
    const { lists } = facts.ledger;
    // What accounts have answered and is not shown yet.
    const answered = new Map<string, Partial<Reading>>();
    const settle: Settle = async (id, news) => {
      answered.set(id, { ...news, pending: false });
      const view = await ledger();
      if (signal.aborted || (answered.size === 0 && facts.ledger === view)) return;
      for (const [one, its] of answered)
        if (facts.readings.has(one)) facts = { ...facts, readings: heard(one, its) };
      answered.clear();
      learn({ ledger: view });
    };
    await Promise.all(accounts.groups().map((group) => readGroup(group, lists, settle, signal)));
  };

  const readAtOf = (id: string, lists: LedgerView["lists"]): string | null => {
    const reading = facts.readings.get(id) ?? nothingYet;
    return lists.find((one) => isOf(one, { id }, reading))?.readAt ?? null;
  };

  /** @param before - the lists that the ledger had before any is read. */
  const readGroup = async (
    group: AccountGroup,
    before: LedgerView["lists"],
    settle: Settle,
    signal: AbortSignal,
  ) => {
    let connected;
    try {
      connected = await group.connect();
    } catch (error) {
      const trouble = failureOf(error);
      for (const { id } of group.accounts()) await settle(id, { trouble });
      return;
    }
    if (signal.aborted) return;
    const { client, identities, troubles } = connected;
    for (const [id, identity] of identities)
      facts = { ...facts, readings: heard(id, { identity }) };
    // Its key may have been replaced meanwhile, and be another identity.
    for (const [id, trouble] of troubles)
      await settle(id, { trouble, identity: null, leases: [], unreadable: [] });
    const gathered = new Map<string, { leases: Lease[]; unreadable: Unread[] }>();
    for await (const event of client.list({ signal })) {
      if (signal.aborted) return;
      const said = gathered.get(event.account) ?? { leases: [], unreadable: [] };
      gathered.set(event.account, said);
      if (event.kind === "items") said.leases.push(...event.items.filter(isHeld));
      else if (event.kind === "unread") said.unreadable.push(...event.unread);
      else {
        const trouble: Trouble | null = event.kind === "failed" ? event.failure : null;
        const insteadOf = trouble ? null : { readAt: readAtOf(event.account, before) };
        await settle(event.account, { ...said, trouble, insteadOf });
      }
    }
  };

  const load = (): Promise<void> => {
    running?.stop.abort();
    const stop = new AbortController();
    const done = read(stop.signal)
      .catch((error: unknown) => {
        // A client that was closed meanwhile is followed by another one, with which all is read again.
        if (!stop.signal.aborted || !LeaseError.isInstance(error)) throw error;
      })
      .then(() => (running?.stop === stop ? undefined : running?.done))
      .finally(() => {
        if (running?.stop === stop) running = null;
      });
    running = { stop, done };
    return done;
  };

  const isWhole = () => {
    const { accounts: known } = now();
    return known.length === accounts.list().length && !known.some(({ pending }) => pending);
  };

  return {
    get now() {
      return now();
    },
    load,
    whole: async () => {
      if (isWhole()) return;
      await Promise.race([running?.done ?? load(), pause(patienceMs)]);
    },
    look: async () => {
      if (facts.accounts.length === 0 && accounts.groups().length === 0) return;
      const view = await ledger();
      // Needed before everything was read for the first time, too.
      learn({ accounts: accounts.list(), ledger: view });
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

type Settle = (id: string, news: Partial<Reading>) => Promise<void>;

/**
 * Gives all who ask at about the same time the same reading, which begins after they have asked: many accounts
 * answer at once, and a ledger may hold thousands of numbers.
 */
function oneForAll<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | null = null;
  return () =>
    (next ??= running.then(() => {
      next = null;
      const result = read();
      running = result.catch(() => {});
      return result;
    }));
}
