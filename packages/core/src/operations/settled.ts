import type { Lease } from "../domain/lease.js";
import { type Price, dearer } from "../domain/price.js";
import { LeaseError } from "../errors/lease-error.js";
import { type LeaseFailure, type NotSentReason, outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation } from "../ledger/operation.js";

/** How an operation stands when its caller hears of it. What provably cost nothing is thrown instead. */
export type Settled =
  | {
      readonly kind: "committed";
      readonly operation: Operation;
      readonly lease: Lease;
      /** The answer was lost, and a read afterwards showed what had happened. */
      readonly seen: boolean;
      /** It costs more than was agreed to, by the provider's own word. */
      readonly costsMore: boolean;
    }
  | { readonly kind: "accepted"; readonly operation: Operation; readonly order: string }
  /** Neither done nor failed. The provider is being asked in the background. */
  | { readonly kind: "unknown"; readonly operation: Operation; readonly failure: LeaseFailure };

/** What has been seen to have become of an operation, as a caller is told it. Null for one that ended unsent of itself. */
export function settledAs(operation: Operation): Settled | null {
  const { failure, lease, order, price } = operation;
  switch (operation.state) {
    case "committed":
      return lease && committed(operation, lease, price, false);
    case "accepted":
      return { kind: "accepted", operation, order: order ?? "" };
    case "rejected":
    case "not-sent":
      if (failure?.kind === "not-sent" && endings.includes(failure.reason)) return null;
      throw new LeaseError(failure ?? { kind: "not-sent", reason: "interrupted" });
    case "absent":
    case "abandoned":
      return null;
    case "claimed":
    case "sent":
    case "unknown":
    case "needs-attention":
      return { kind: "unknown", operation, failure: failure ?? outcomeUnknown("not-awaited") };
  }
}

/** Why an operation ended before it was sent, where that says nothing to another one that wants the same. */
const endings: readonly NotSentReason[] = ["interrupted", "cancelled", "already-done"];

/** A lease or a release that is done. */
export function committed(
  operation: Operation,
  lease: Lease,
  agreed: Price | null,
  seen: boolean,
): Settled {
  const costsMore = operation.kind === "lease" && dearer(lease.price, agreed);
  return { kind: "committed", operation, lease, seen, costsMore };
}
