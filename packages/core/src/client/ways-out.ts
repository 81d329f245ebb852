import { saysRecordLost } from "../errors/lease-failure.js";
import { type Operation, isOpen } from "../ledger/operation.js";
import type { ProviderAccount } from "../providers/provider-account.js";

/** Something that a person can do about an operation that is not settled. */
export interface WayOut {
  readonly kind:
    /** Ask the provider again: see `LeaseClient.reconcile`. */
    | "ask-again"
    /** Connect the account that it is of, through which it can be asked about. */
    | "connect-account"
    /** Give it up, and lease the number again: where the first request arrived, the second has no effect. */
    | "repeat"
    /** Ask no further: see `LeaseClient.abandon`. */
    | "give-up";
  /** Whether it can cost something that nobody knows of. */
  readonly mayCost: boolean;
}

/**
 * At least one of them for whatever is not settled, the best first; none for what is, nor for what the ledger has
 * lost: the account's list tells of that.
 */
export function waysOut(
  operation: Pick<Operation, "kind" | "state" | "failure">,
  account: ProviderAccount | null,
): readonly WayOut[] {
  if (!isOpen(operation) || saysRecordLost(operation.failure)) return [];
  const ask: WayOut = { kind: account ? "ask-again" : "connect-account", mayCost: false };
  // Whoever cannot look is not led to giving up what may be held.
  if (!account || operation.state === "claimed" || operation.state === "sent") return [ask];
  const giveUp: WayOut = { kind: "give-up", mayCost: operation.kind === "lease" };
  const isHarmless =
    operation.kind === "release" || account.capabilities.repeatPurchase !== "unknown";
  // A number is a name that exists once: where it is held, to buy it again buys nothing.
  return isHarmless ? [ask, { kind: "repeat", mayCost: false }, giveUp] : [ask, giveUp];
}
