import type { Clock } from "../clock.js";
import type { AccountId, AccountIdentity } from "../domain/account.js";
import type { SpendCap } from "../domain/spending.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Operation, OperationEvent } from "../ledger/operation.js";
import type { ProviderAccount } from "../providers/provider-account.js";
import { type Timing, tooLong } from "./timing.js";

/** What the steps of one client's operations have in common. Made by the client, and closed with it. */
export interface Context extends ContextOptions {
  /** Where an operation may be asked about: through an account of its own identity, and no other. */
  accountOf(identity: AccountIdentity | null): ProviderAccount | null;
  readonly identities: readonly AccountIdentity[];
  /** What this client has begun, which the ledger has in its hand until it is closed. */
  readonly begun: Set<string>;
  /** What this client is carrying out, by operation. */
  readonly carrying: Map<string, Promise<unknown>>;
  /** What this client is asking about, by operation. */
  readonly asking: Map<string, Asking>;
  /** What has happened and could not be written down, by operation. */
  readonly unwritten: Map<
    string,
    { readonly operation: Operation; readonly event: OperationEvent }
  >;
  /** What tries to write that down. */
  readonly writing: Set<Promise<void>>;
  /** Tells every listener how an operation stands now. */
  readonly tell: (operation: Operation) => void;
  /** @returns what ends it. */
  onChange(listener: (operation: Operation) => void): () => void;
  /** Aborted when the client is closed. */
  readonly closing: AbortSignal;
  /** Ends the asking, and resolves when what was being sent has been written down. */
  close(): Promise<void>;
}

export interface ContextOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly caps: readonly SpendCap[];
  readonly timing: Timing;
  readonly accounts: readonly ProviderAccount[];
  readonly unconnected?: readonly AccountId[] | undefined;
}

/** Asking about one operation. It goes on for as long as anybody wants it. */
export interface Asking {
  readonly done: Promise<Operation>;
  readonly stop: AbortController;
  wanted: number;
}

export function createContext(options: ContextOptions): Context {
  const { accounts, unconnected, ledger } = options;
  const byIdentity = new Map(accounts.map((account) => [account.identity, account]));
  const listeners = new Set<(operation: Operation) => void>();
  const begun = new Set<string>();
  const unwritten: Context["unwritten"] = new Map();
  const writing = new Set<Promise<void>>();
  const carrying = new Map<string, Promise<unknown>>();
  const asking = new Map<string, Asking>();
  const closed = new AbortController();
  closed.signal.addEventListener("abort", ledger.connect(accounts, unconnected));
  return {
    ...options,
    accountOf: (identity) => (identity && byIdentity.get(identity)) ?? null,
    identities: [...byIdentity.keys()],
    begun,
    carrying,
    asking,
    unwritten,
    writing,
    tell: (operation) => {
      for (const listener of listeners) {
        try {
          listener(operation);
        } catch {
          // One that only listens must not make a lease that went through look like one that failed.
        }
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    closing: closed.signal,
    close: async () => {
      closed.abort();
      for (const { stop } of asking.values()) stop.abort();
      const works = [...carrying.values(), ...[...asking.values()].map(({ done }) => done)];
      // What has come of them may be another thing that could not be written down.
      const written = Promise.allSettled(works).then(() => Promise.allSettled(writing));
      const waiting = new AbortController();
      await Promise.race([written, tooLong(options, waiting.signal)]);
      waiting.abort();
      // What an adapter never answers stays sent in the ledger, for the next client to take up.
      for (const id of begun) if (!unwritten.has(id)) ledger.inHand.delete(id);
      listeners.clear();
    },
  };
}
