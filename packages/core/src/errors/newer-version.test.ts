import { expect, it } from "vitest";
import { describeFailure, failureSentence } from "./describe-failure.js";
import { inDoubt } from "./in-doubt.js";
import type { LeaseFailure } from "./lease-failure.js";

// Two versions may use one ledger, and what the newer one has written down of a failure need not be known here.
const unknown = { status: null, detail: null };

it.each([
  { kind: "not-sent", reason: "carrier-pigeon" },
  { kind: "outcome-unknown", reason: "carrier-pigeon", ...unknown },
  { kind: "no-answer", reason: "carrier-pigeon", ...unknown, retryAfterMs: null },
  { kind: "ledger-unavailable", reason: "carrier-pigeon" },
  { kind: "carrier-pigeon" },
  { kind: "carrier-pigeon", requestId: "r-1" },
])("is told in three sentences all the same: $kind, $reason", (failure) => {
  const ofAnother = failure as unknown as LeaseFailure;
  for (const sentence of Object.values(describeFailure(ofAnother)))
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(failureSentence(inDoubt(ofAnother))).toMatch(/\.$/);
});

it("is not said to have cost nothing where nobody here knows what it was", () => {
  const failure = { kind: "carrier-pigeon" } as unknown as LeaseFailure;
  expect(describeFailure(failure)).toEqual({
    happened: "A newer version of Leaseline has written down what this was.",
    spent: "Whether money was spent this version cannot tell.",
    next: "Update Leaseline in this window or on this machine, then try again.",
  });
});
