import type { AccountId, AccountIdentity } from "../domain/account.js";
import { LeaseError } from "../errors/lease-error.js";
import { isConflict, outcomeUnknown } from "../errors/lease-failure.js";
import type { Ledger } from "../ledger/ledger.js";
import { type Operation, type OperationEvent, isOpen } from "../ledger/operation.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";
import { type Sight, isRefusal, sight } from "./sight.js";
import type { Work } from "./work.js";

/** When the provider is asked what became of an operation whose outcome is not known. */
export interface ReconcileTiming {
  /** How long a request that was sent may still be carried out, counted from when asking begins. */
  readonly settleMs: number;
  /** When to look, counted from when asking begins. After the last one a person is told to look. */
  readonly looksAfterMs: readonly number[];
}

/** A request is given up after 30 s; twice that is given to the provider's side. */
export const defaultTiming: ReconcileTiming = {
  settleMs: 60_000,
  looksAfterMs: [0, 2000, 6000, 14_000, 30_000, 60_000, 65_000, 95_000, 155_000, 215_000],
};

export interface Reconciler {
  /** Looks once: at the number or at the whole list, or at the other one where that gives no clear answer. */
  look(operation: Operation, first: "number" | "list"): Promise<Sight>;
  /** Asks until it is settled, or needs a person. Does nothing where another process is at it. */
  settle(operation: Operation, options?: ReadOptions): Promise<Operation>;
  /** The same, while nobody waits. */
  follow(operation: Operation): void;
  /** Writes down what became of an operation, unless something else has settled it meanwhile. */
  note(operation: Operation, event: OperationEvent): Promise<Operation>;
  readonly identities: readonly AccountIdentity[];
  /** Says of an operation whose sender has gone what is known of it: not sent, or unknown. */
  recover(operation: Operation): Promise<Operation>;
}

interface Tools {
  readonly ledger: Ledger;
  readonly work: Work;
  readonly timing: ReconcileTiming;
  /** Null when the account is not there any more. */
  readonly providerOf: (account: AccountId) => ProviderAccount | null;
  readonly identities: Reconciler["identities"];
}

/** Settles operations whose outcome is unknown, by reads alone. It never sends anything again. */
export function createReconciler(tools: Tools): Reconciler {
  const { ledger, work, timing, providerOf, identities } = tools;
  const note: Reconciler["note"] = async (operation, event) => {
    const before = await current(ledger, operation.id);
    // A list that came in meanwhile may have settled it.
    if (!isOpen(before)) return before;
    try {
      const noted = await ledger.record(operation.id, event);
      if (noted.state !== before.state) work.tell(noted);
      return noted;
    } catch (error) {
      // A person and the provider may have settled it in the same moment.
      const now = await current(ledger, operation.id);
      if (isOpen(now)) throw error;
      return now;
    }
  };

  const recover: Reconciler["recover"] = async (operation) => {
    switch (operation.state) {
      case "claimed":
        return note(operation, {
          kind: "not-sent",
          failure: { kind: "not-sent", reason: "interrupted" },
        });
      case "sent":
        return note(operation, { kind: "unknown", failure: outcomeUnknown("interrupted") });
      default:
        return operation;
    }
  };

  const look: Reconciler["look"] = async (operation, first) => {
    const provider = providerOf(operation.account);
    return provider
      ? sight(provider, operation, first)
      : { kind: "nothing", failure: outcomeUnknown("not-seen") };
  };

  const ask = async (operation: Operation, provider: ProviderAccount, { signal }: ReadOptions) => {
    const began = work.clock.monotonicMs();
    const elapsedMs = () => work.clock.monotonicMs() - began;
    const conflict = operation.kind === "lease" && isConflict(operation.failure);
    let agreeing: readonly Sight["kind"][] = [];
    let failure = operation.failure ?? outcomeUnknown("not-seen");
    for (const [index, afterMs] of timing.looksAfterMs.entries()) {
      await work.clock.sleep(Math.max(0, afterMs - elapsedMs()), signal);
      if (signal?.aborted) return operation;
      // A person may have given it up, or a list may have settled it.
      const now = await current(ledger, operation.id);
      if (!isOpen(now)) return now;
      // What had not settled when the look began may have happened since.
      const settled = elapsedMs() >= timing.settleMs;
      const seen = await sight(provider, operation, index % 2 === 0 ? "number" : "list", {
        signal,
      });
      if (signal?.aborted) return operation;
      switch (seen.kind) {
        case "done":
          return note(operation, { kind: "committed", lease: seen.lease, how: "seen" });
        case "gone":
        case "not-done": {
          // The provider has refused a conflict, so nothing of it can still be on its way; and what is gone does not come back.
          const counts = settled || conflict || seen.kind === "gone";
          agreeing = counts ? [...agreeing.filter((kind) => kind === seen.kind), seen.kind] : [];
          if (agreeing.length < 2) break;
          if (seen.kind === "gone")
            return note(operation, { kind: "committed", lease: seen.lease, how: "seen" });
          return note(
            operation,
            conflict ? { kind: "rejected", failure: { kind: "number-taken" } } : { kind: "absent" },
          );
        }
        case "nothing":
          agreeing = [];
          failure = seen.failure;
      }
      if (seen.kind === "nothing" && isRefusal(seen.failure)) break;
    }
    return note(operation, { kind: "needs-attention", failure });
  };

  const followOrder = async (
    operation: Operation,
    provider: ProviderAccount,
    { signal }: ReadOptions,
  ) => {
    for (const afterMs of timing.looksAfterMs) {
      await work.clock.sleep(afterMs, signal);
      if (signal?.aborted) return operation;
      const event = await orderEvent(provider, operation, { signal });
      if (event) return note(operation, event);
    }
    // An order may take days: it stays accepted, and is looked at again the next time.
    return operation;
  };

  const settle: Reconciler["settle"] = async (unsettled, options = {}) =>
    work.run(`settle ${unsettled.id}`, async () => {
      const { id } = unsettled;
      await work.idle(unsettled);
      const taken = await ledger.takeOver(id, identities);
      if (!taken) return current(ledger, id);
      const operation = await recover(taken);
      const provider = providerOf(operation.account);
      if (!isOpen(operation) || !provider) return operation;
      return operation.state === "accepted"
        ? followOrder(operation, provider, options)
        : ask(operation, provider, options);
    });

  return {
    identities,
    look,
    settle,
    note,
    recover,
    follow: (operation) => {
      // What keeps the ledger from being written now stops the asking; the next reconcile takes it up.
      settle(operation).catch(() => {});
    },
  };
}

async function orderEvent(
  provider: ProviderAccount,
  { order, number }: Operation,
  options: ReadOptions,
): Promise<OperationEvent | null> {
  try {
    if (provider.follow && order !== null) {
      const progress = await provider.follow(order, number, options);
      if (progress.kind === "pending") return null;
      return progress.kind === "committed" ? { ...progress, how: "answered" } : progress;
    }
    const ownership = await provider.get(number, options);
    return ownership.kind === "owned"
      ? { kind: "committed", lease: ownership.lease, how: "seen" }
      : null;
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    // Not to know is no news; the next look may tell.
    return null;
  }
}

async function current(ledger: Ledger, id: string): Promise<Operation> {
  const operation = await ledger.find(id);
  if (!operation) throw new RangeError("there is no such operation");
  return operation;
}
