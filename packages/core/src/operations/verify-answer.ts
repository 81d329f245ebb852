import { type LeaseFailure, isConflict, outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation, OperationEvent } from "../ledger/operation.js";
import type { LeaseOutcome, ReleaseOutcome } from "../providers/provider-account.js";
import type { Reconciler } from "./reconcile.js";

/** "Not held", said to a release, is verified before it counts: released it is, and by whom does not matter. */
export async function verified(
  sent: Operation,
  outcome: LeaseOutcome | ReleaseOutcome,
  reconciler: Reconciler,
): Promise<LeaseOutcome | ReleaseOutcome> {
  if (
    sent.kind !== "release" ||
    outcome.kind !== "rejected" ||
    outcome.failure.kind !== "not-leased"
  )
    return outcome;
  const seen = await reconciler.look(sent, "number");
  switch (seen.kind) {
    case "done":
    case "gone":
      return { kind: "committed", lease: seen.lease };
    case "not-done":
      return outcome;
    case "nothing":
      return { kind: "unknown", failure: outcomeUnknown("not-seen") };
  }
}

/** What reads prove at once about a request without a clear answer; null when they prove nothing. */
export async function lookAgain(
  operation: Operation,
  failure: LeaseFailure,
  reconciler: Reconciler,
): Promise<Extract<OperationEvent, { kind: "committed" | "rejected" }> | null> {
  const seen = await reconciler.look(operation, "number");
  if (seen.kind === "done") return { kind: "committed", lease: seen.lease, how: "seen" };
  if (operation.kind !== "lease" || !isConflict(failure) || seen.kind !== "not-done") return null;
  // The provider has refused it, so nothing is on its way: when two reads agree, somebody else has the number.
  const again = await reconciler.look(operation, "list");
  if (again.kind === "done") return { kind: "committed", lease: again.lease, how: "seen" };
  return again.kind === "not-done" ? { kind: "rejected", failure: { kind: "number-taken" } } : null;
}
