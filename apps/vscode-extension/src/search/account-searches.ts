import { type Offer, type SearchFilter, type SearchQuery, LeaseError } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { Trouble } from "../words/trouble-words.js";
import { type Changes, createChanges } from "./changes.js";

/** What one of the accounts that were asked has to say, as it comes. */
export type SearchEvent =
  | { readonly kind: "offers"; readonly offers: readonly Offer[] }
  /** What was asked for and the account does not tell: its offers are not chosen by it. */
  | {
      readonly kind: "unfiltered";
      readonly account: string;
      readonly by: readonly SearchFilter["name"][];
    }
  | SearchProblem;

export type SearchProblem =
  /** Offers that could not be read, beside those that could. */
  | { readonly kind: "unreadable"; readonly account: string; readonly count: number }
  | { readonly kind: "failed"; readonly account: string; readonly trouble: Trouble };

export type SearchAccounts = (
  query: SearchQuery,
  accounts: readonly StoredAccount[],
  signal: AbortSignal,
) => AsyncIterable<SearchEvent>;

export interface AccountQuery {
  readonly account: StoredAccount;
  readonly query: SearchQuery;
}

/** The searches of several accounts, each by itself: none waits for another, nor ends with it. */
export interface AccountSearches {
  /** Stops those that are asked for something else now. @returns whether there is one that has yet to be asked. */
  keep(asked: readonly AccountQuery[]): "all" | "others";
  /** Asks an account, unless it is being asked, or has been, for the same. */
  ask(asked: AccountQuery): void;
  stop(): void;
  /** What went wrong that is no failure of an account. */
  readonly unexpected: { readonly error: unknown } | null;
  readonly areDone: boolean;
  /** Whether one of them has something to say beside offers. */
  readonly haveNews: boolean;
  readonly problems: readonly SearchProblem[];
  of(account: StoredAccount): {
    readonly late: boolean;
    readonly unfiltered: readonly SearchFilter["name"][];
  };
  /** Tells of changes from now on. */
  follow(): Changes;
}

/** How long an account may take until that is said. */
const lateMs = 2000;

interface Search {
  readonly key: string;
  readonly stop: AbortController;
  readonly problems: SearchProblem[];
  unfiltered: readonly SearchFilter["name"][];
  late: boolean;
  done: boolean;
}

/** @param found - told of all that comes, in the order in which it comes. */
export function accountSearches(
  search: SearchAccounts,
  found: (offers: readonly Offer[]) => void,
): AccountSearches {
  /** What each account is being asked, or was asked last. */
  const present = new Map<string, Search>();
  /** What was answered in full, by account and query: it is not asked again. */
  const answered = new Map<string, Search>();
  let unexpected: { readonly error: unknown } | null = null;
  const followers = new Set<() => void>();
  const tell = () => {
    for (const changed of followers) changed();
  };
  let turn: Promise<void> = Promise.resolve();
  /** A provider may send all that it has at once, and many accounts do so together: everything else has its turn in between. */
  const takeUp = async (offers: readonly Offer[], signal: AbortSignal) => {
    for (let start = 0; start < offers.length; start += piece) {
      await (turn = turn.then(() => new Promise((resolve) => setTimeout(resolve))));
      if (signal.aborted) return;
      found(offers.slice(start, start + piece));
    }
  };

  const run = async (one: Search, { account, query }: AccountQuery) => {
    const { signal } = one.stop;
    const timer = setTimeout(() => {
      one.late = true;
      tell();
    }, lateMs);
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
    for await (const event of search(query, [account], signal)) {
      // What comes late belongs to a question that nobody asks any more.
      if (signal.aborted) break;
      if (event.kind === "offers") await takeUp(event.offers, signal);
      else if (event.kind === "unfiltered") one.unfiltered = event.by;
      else one.problems.push(event);
      tell();
    }
    clearTimeout(timer);
    if (signal.aborted) return;
    one.done = true;
    one.late = false;
    if (one.problems.length === 0) answered.set(one.key, one);
    tell();
  };

  const stop = (id: string) => {
    const one = present.get(id);
    if (!one) return;
    present.delete(id);
    if (!one.done) one.stop.abort();
  };

  return {
    keep: (asked) => {
      for (const one of asked)
        if (present.get(one.account.id)?.key !== keyOf(one)) {
          stop(one.account.id);
          const before = answered.get(keyOf(one));
          if (before) present.set(one.account.id, before);
        }
      return asked.every(({ account }) => present.has(account.id)) ? "all" : "others";
    },
    ask: (asked) => {
      const key = keyOf(asked);
      if (present.get(asked.account.id)?.key === key) return;
      stop(asked.account.id);
      const one: Search = {
        key,
        stop: new AbortController(),
        problems: [],
        unfiltered: [],
        late: false,
        done: false,
      };
      present.set(asked.account.id, one);
      void run(one, asked).catch((error: unknown) => {
        if (one.stop.signal.aborted) return;
        one.done = true;
        if (LeaseError.isInstance(error)) {
          const { failure: trouble } = error;
          one.problems.push({ kind: "failed", account: asked.account.id, trouble });
        } else unexpected ??= { error };
        tell();
      });
    },
    stop: () => {
      for (const id of present.keys()) stop(id);
    },
    get unexpected() {
      return unexpected;
    },
    get areDone() {
      return [...present.values()].every(({ done }) => done);
    },
    get haveNews() {
      return [...present.values()].some(({ problems, late }) => late || problems.length > 0);
    },
    get problems() {
      return [...present.values()].flatMap(({ problems }) => problems);
    },
    of: ({ id }) => present.get(id) ?? { late: false, unfiltered: [] },
    follow: () => createChanges(followers),
  };
}

/** As many offers as are taken up in one turn. */
const piece = 1000;

/** Alike for one account and one question. */
function keyOf({ account, query }: AccountQuery): string {
  return JSON.stringify([account.id, query]);
}
