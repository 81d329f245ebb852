import { type LeaseFailure, toMoney } from "@leaseline/core";

/**
 * One of each kind, with `said` wherever a provider or a person says something in it. A kind that is new does not
 * compile until it is here.
 */
export function everyFailure(said: string): Record<LeaseFailure["kind"], LeaseFailure> {
  return {
    "bad-input": { kind: "bad-input", field: said, reason: said },
    unauthorized: { kind: "unauthorized" },
    forbidden: { kind: "forbidden", reason: said, agreementUrl: null, requestId: said },
    "insufficient-funds": { kind: "insufficient-funds" },
    "number-taken": { kind: "number-taken" },
    "not-leased": { kind: "not-leased" },
    "price-changed": { kind: "price-changed", quoted: price(), current: null },
    "price-unknown": { kind: "price-unknown" },
    "quote-expired": { kind: "quote-expired" },
    "requirements-missing": {
      kind: "requirements-missing",
      requirements: [{ kind: "documents", description: said }],
    },
    "in-progress": {
      kind: "in-progress",
      by: inTheWay(said),
    },
    "not-connected": { kind: "not-connected", provider: said, by: inTheWay(said) },
    "over-cap": { kind: "over-cap", cap: "monthly", sum: "running", limit: null, would: amount() },
    unpriced: { kind: "unpriced", held: [{ account: said, count: 1 }] },
    unlisted: { kind: "unlisted", because: "cap", account: said, failure: null },
    "lease-changed": { kind: "lease-changed" },
    protected: { kind: "protected" },
    "ledger-unavailable": { kind: "ledger-unavailable", reason: "full" },
    rejected: { kind: "rejected", status: 400, reason: said, field: said, requestId: said },
    "not-sent": { kind: "not-sent", reason: "proxy" },
    "no-answer": {
      kind: "no-answer",
      reason: "unexpected-form",
      status: 200,
      detail: said,
      retryAfterMs: null,
      requestId: said,
    },
    "outcome-unknown": {
      kind: "outcome-unknown",
      reason: "unexpected-form",
      status: 200,
      detail: said,
    },
    cancelled: { kind: "cancelled" },
    defect: { kind: "defect", detail: said },
  };
}

function inTheWay(said: string) {
  return { operation: said, account: said, holder: said, since: "2026-11-27T06:10:12.345Z" };
}

function amount() {
  const money = toMoney("5", "USD");
  if (!money) throw new Error("no amount");
  return money;
}

function price() {
  return { setup: amount(), recurring: amount(), intervalMonths: 1 };
}
