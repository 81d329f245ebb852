import type { Lease } from "./domain/lease.js";
import { LeaseError } from "./errors/lease-error.js";
import type { LeaseFailure } from "./errors/lease-failure.js";
import type { Ledger } from "./ledger/ledger.js";
import type { Operation, OperationEvent } from "./ledger/operation.js";
import type { LeaseOutcome, LeaseProvider, ReleaseOutcome } from "./providers/lease-provider.js";

/** How an operation stands when its caller hears of it. What provably cost nothing is thrown instead. */
export type Settled =
  /** `seen`: the answer was lost, and a read afterwards showed what had happened. */
  | { readonly kind: "committed"; readonly lease: Lease; readonly seen: boolean }
  | { readonly kind: "accepted"; readonly order: string }
  /** `sighting` is what one read said afterwards; not to hold the number yet proves nothing. */
  | {
      readonly kind: "unknown";
      readonly failure: LeaseFailure;
      readonly sighting: "owned" | "not-owned" | "none";
    };

type Wish = Pick<Operation, "kind" | "account" | "number">;

interface Tools {
  readonly ledger: Ledger;
  readonly provider: LeaseProvider;
  /** Counts until the request is sent. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The one path to a lease or a release: claim, prepare, mark as sent, send once, and look once when
 * no clear answer came.
 * @param prepare - may throw, as nothing has been sent; what it returns sends the request.
 */
export async function runOperation(
  wish: Wish,
  { ledger, provider, signal }: Tools,
  prepare: () => Promise<() => Promise<LeaseOutcome | ReleaseOutcome>>,
): Promise<Settled> {
  const claim = await ledger.claim(wish);
  if (claim.kind === "held") throw new LeaseError({ kind: "in-progress" });
  const { id } = claim.operation;
  let send;
  try {
    send = await prepare();
    if (signal?.aborted) throw new LeaseError({ kind: "not-sent", reason: "cancelled" });
  } catch (error) {
    await note(ledger, id, "not-sent");
    throw error;
  }
  await ledger.record(id, "sent");
  const outcome = await send();
  await note(ledger, id, outcome.kind);
  switch (outcome.kind) {
    case "committed":
      return { kind: "committed", lease: outcome.lease, seen: false };
    case "accepted":
      return outcome;
    case "rejected":
    case "not-sent":
      throw new LeaseError(outcome.failure);
    case "unknown":
      return look(id, wish, outcome.failure, { ledger, provider });
  }
}

/**
 * Writes down what has already happened. A ledger that fails now must not hide it from the caller;
 * what it says last, `sent` or `claimed`, keeps the number blocked, which is the safe side.
 */
async function note(ledger: Ledger, id: string, event: OperationEvent): Promise<void> {
  try {
    await ledger.record(id, event);
  } catch {
    // Nothing to add: the operation stays open in the ledger.
  }
}

/** One read that tells whether the number is held now. Only what it proves is written down. */
async function look(
  id: string,
  { kind, number }: Wish,
  failure: LeaseFailure,
  { ledger, provider }: Tools,
): Promise<Settled> {
  let ownership;
  try {
    ownership = await provider.get(number);
  } catch {
    return { kind: "unknown", failure, sighting: "none" };
  }
  if (ownership.kind === "not-owned") {
    if (kind === "lease" && failure.kind === "outcome-unknown" && failure.reason === "conflict") {
      await note(ledger, id, "rejected");
      throw new LeaseError({ kind: "number-taken" });
    }
    return { kind: "unknown", failure, sighting: "not-owned" };
  }
  const { lease } = ownership;
  // A lease that is still active after a release may yet be released by the request in flight.
  if (kind === "release" && lease.state !== "releasing" && lease.state !== "released") {
    return { kind: "unknown", failure, sighting: "owned" };
  }
  await note(ledger, id, "committed");
  return { kind: "committed", lease, seen: true };
}
