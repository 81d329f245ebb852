import { type Lease, isEnding } from "../domain/lease.js";
import { type LeaseFailure, outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation, OperationEvent } from "../ledger/operation.js";
import type { LeaseOutcome, ReleaseOutcome } from "../providers/provider-account.js";
import type { Sight } from "./look.js";

/** What is known of an operation once it was sent. */
export type Verdict = Extract<
  OperationEvent,
  { readonly kind: "committed" | "accepted" | "rejected" | "not-sent" | "unknown" }
>;

/** What the provider's answer proves. Only an answer that says so, of this number, makes it done. */
export function judgeAnswer(
  { kind, number, lease: released }: Operation,
  outcome: LeaseOutcome | ReleaseOutcome,
): Verdict {
  switch (outcome.kind) {
    case "committed": {
      const { lease } = outcome;
      if (lease.number !== number) return unknown("other-number");
      // What is said of another lease of the number is said of another one.
      const isIts = kind === "lease" || sameLease(lease, released) !== false;
      const isDone = isIts && isEnding(lease) === (kind === "release");
      return isDone ? { kind: "committed", lease, how: "answered" } : unknown("not-confirmed");
    }
    case "rejected":
      // Gone, whoever released it; and that it is gone takes more than one word: see settle.
      return kind === "release" && outcome.failure.kind === "not-leased"
        ? unknown("not-held")
        : outcome;
    case "accepted":
    case "not-sent":
    case "unknown":
      return outcome;
  }
}

/** What one look says about an operation whose outcome is not known. */
export type Judged =
  /** One look is enough. */
  | {
      readonly kind: "proved";
      readonly event: Extract<Verdict, { kind: "committed" | "accepted" }>;
    }
  /** It counts when two late looks agree. */
  | {
      readonly kind: "suggested";
      readonly event: Extract<OperationEvent, { kind: "committed" | "absent" }>;
    }
  | { readonly kind: "nothing"; readonly failure: LeaseFailure };

export function judgeSight(operation: Operation, sight: Sight, provider: string): Judged {
  switch (sight.kind) {
    case "not-known":
      return { kind: "nothing", failure: sight.failure };
    case "ordered":
      return { kind: "proved", event: { kind: "accepted", order: sight.order } };
    case "not-shown":
      return {
        kind: "suggested",
        event: operation.kind === "lease" ? { kind: "absent" } : gone(operation, provider),
      };
    case "held": {
      const { lease } = sight;
      if (operation.kind === "lease" || isEnding(lease))
        return { kind: "proved", event: { kind: "committed", lease, how: "seen" } };
      // Under another lease the number was leased anew: the one that was to be released is gone.
      if (sameLease(lease, operation.lease) === false)
        return { kind: "suggested", event: gone(operation, provider) };
      // A word that nobody knows, and that came after the request, may be one for an end.
      return lease.state.startsWith("x-") && lease.state !== operation.lease?.state
        ? { kind: "nothing", failure: outcomeUnknown("not-seen") }
        : { kind: "suggested", event: { kind: "absent" } };
    }
  }
}

/** Null where one of them does not say which lease it is. */
export function sameLease(one: Lease, other: Lease | null): boolean | null {
  if (one.leaseId === null || !other || other.leaseId === null) return null;
  return one.leaseId === other.leaseId;
}

function unknown(reason: "other-number" | "not-confirmed" | "not-held"): Verdict {
  return { kind: "unknown", failure: outcomeUnknown(reason) };
}

/** The lease as it ended, where the provider says no more than that it is gone. */
function gone({ account, number, lease }: Operation, provider: string) {
  const ended: Lease = {
    leaseId: null,
    label: null,
    country: null,
    type: null,
    place: null,
    features: [],
    price: null,
    endsAt: null,
    ...lease,
    number,
    account,
    provider,
    provisioning: [],
    nextChargeAt: null,
    state: "released",
  };
  return { kind: "committed", lease: ended, how: "seen" } as const;
}
