import type { LeaseOutcome } from "../../../src/providers/provider-account.js";

/** Takes an outcome that is not known for this reason for a failure. */
export function failedIf(reason: "timed-out" | "server-error" | "empty-answer") {
  return (outcome: LeaseOutcome): LeaseOutcome =>
    outcome.kind === "unknown" &&
    outcome.failure.kind === "outcome-unknown" &&
    outcome.failure.reason === reason
      ? { kind: "rejected", failure: { kind: "rejected", status: 500, reason: null, field: null } }
      : outcome;
}
