import type { Lease } from "../domain/lease.js";
import { dearer } from "../domain/price.js";
import { inDoubt } from "../errors/in-doubt.js";
import { LeaseError } from "../errors/lease-error.js";
import { type LeaseFailure, outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation } from "../ledger/operation.js";

/** How an operation stands when its caller hears of it. What provably had no effect is thrown instead. */
export type OperationResult =
  /** It is done: the number is leased, or released. */
  | {
      readonly kind: "committed";
      readonly operation: Operation;
      /** As it came of it; where it had been done before, as the provider shows it by now, as far as it says. */
      readonly lease: Lease;
      /** Whether the provider's answer says so, or the number was only found as it should be. */
      readonly how: "answered" | "seen";
      /** It had been done before it was asked for this time: nothing was sent for it now. */
      readonly already: boolean;
      /** It costs more than was agreed to, by the provider's own word. */
      readonly costsMore: boolean;
    }
  /** The provider took an order that it has yet to carry out; `order` is its own id of it. */
  | { readonly kind: "accepted"; readonly operation: Operation; readonly order: string }
  /** Neither done nor failed. The provider is being asked in the background. */
  | { readonly kind: "unknown"; readonly operation: Operation; readonly failure: LeaseFailure };

/**
 * How an operation of somebody else stands, for one who requests the same.
 * @returns null where it ended without effect, and for a reason that says nothing to this request.
 * @throws {LeaseError} what it was refused with, as this request would be.
 */
export function resultOf(operation: Operation): OperationResult | null {
  const { failure, order } = operation;
  switch (operation.state) {
    case "committed":
      return committed(operation, false);
    case "accepted":
      return { kind: "accepted", operation, order: order ?? "" };
    case "rejected":
    case "not-sent":
      if (operation.state === "not-sent" && failure && isItsOwn(failure)) return null;
      throw new LeaseError(failure ?? { kind: "not-sent", reason: "interrupted" });
    case "absent":
    case "abandoned":
      return null;
    case "claimed":
    case "sent":
      return notAwaited(operation);
    case "unknown":
    case "needs-attention":
      return failure
        ? { kind: "unknown", operation, failure: inDoubt(failure) }
        : notAwaited(operation);
  }
}

/**
 * Whether it concerns its own caller alone: what that one gave or agreed to, its keys, or its network. Another caller
 * finds out for itself.
 */
function isItsOwn({ kind }: LeaseFailure): boolean {
  return ownKinds.has(kind);
}

const ownKinds: ReadonlySet<LeaseFailure["kind"]> = new Set([
  "bad-input",
  "ledger-unavailable",
  "lease-changed",
  "not-sent",
  "price-changed",
  "unauthorized",
]);

/** A lease or a release that is done. @param lease - as it is now, where that is known. */
export function committed(
  operation: Operation,
  already: boolean,
  lease = operation.lease,
): OperationResult {
  const { how, price, kind } = operation;
  // A ledger writes the lease down with the commit; one that did not is no ledger.
  if (!lease) throw new RangeError("an operation that is committed has no lease");
  const costsMore = kind === "lease" && dearer(lease.price, price);
  return { kind: "committed", operation, lease, how: how ?? "seen", already, costsMore };
}

/** It goes on, and whoever asked has stopped waiting for it. */
export function notAwaited(operation: Operation): OperationResult {
  return { kind: "unknown", operation, failure: outcomeUnknown("not-awaited") };
}
