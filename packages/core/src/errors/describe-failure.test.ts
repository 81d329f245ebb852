import { describe, expect, it } from "vitest";
import { type Money, toMoney } from "../domain/money.js";
import { toPrice } from "../domain/price.js";
import { type Translate, untranslated } from "../domain/translate.js";
import { describeFailure, failureSentence } from "./describe-failure.js";
import { inDoubt } from "./in-doubt.js";
import { LeaseError, badInput, failureOf } from "./lease-error.js";
import { type LeaseFailure, spentBy } from "./lease-failure.js";
import type { NotSentReason, UnclearReason } from "./reasons.js";
import type { LedgerProblem } from "./ledger-problem.js";

const price = (recurring: string) =>
  toPrice({ currency: "USD", setup: "0", recurring, intervalMonths: 1 });

const money = (amount: string): Money => {
  const found = toMoney(amount, "USD");
  if (!found) throw new Error("no money");
  return found;
};

// Keyed by every reason there is: one that is new does not compile until it is here.
const unclearReasons: Record<UnclearReason, true> = {
  "timed-out": true,
  "connection-lost": true,
  "too-large": true,
  redirected: true,
  "not-json": true,
  "unexpected-form": true,
  "other-number": true,
  "empty-answer": true,
  "not-confirmed": true,
  conflict: true,
  "server-error": true,
  "rate-limited": true,
  "not-awaited": true,
  interrupted: true,
  "ledger-damaged": true,
  "record-lost": true,
  "not-seen": true,
  ordered: true,
  "not-shown": true,
  "not-held": true,
  "shown-otherwise": true,
};
const notSentReasons: Record<NotSentReason, true> = {
  "name-lookup": true,
  refused: true,
  "connect-timeout": true,
  tls: true,
  proxy: true,
  cancelled: true,
  "no-token": true,
  "no-handles": true,
  interrupted: true,
  "already-done": true,
  "claim-lost": true,
};
const ledgerProblems: Record<LedgerProblem, true> = {
  "read-only": true,
  full: true,
  busy: true,
  "no-handles": true,
  "disk-error": true,
  "half-moved": true,
  "newer-version": true,
  unreachable: true,
  standby: true,
  crowded: true,
  database: true,
  failed: true,
};
// The keys of a Record are of its key type.
const unclear = Object.keys(unclearReasons) as UnclearReason[];
const notSent = Object.keys(notSentReasons) as NotSentReason[];
const ledger = Object.keys(ledgerProblems) as LedgerProblem[];

const costsNothing: readonly LeaseFailure[] = [
  { kind: "bad-input", field: "number", reason: "The number is wrong." },
  { kind: "unauthorized" },
  { kind: "forbidden", reason: null, agreementUrl: null },
  { kind: "forbidden", reason: "No", agreementUrl: null },
  { kind: "forbidden", reason: null, agreementUrl: "https://api.contiguity.com/x" },
  { kind: "insufficient-funds" },
  { kind: "number-taken" },
  { kind: "number-taken", heldBy: "team" },
  { kind: "not-leased" },
  { kind: "price-changed", quoted: price("2"), current: price("3.5") },
  { kind: "price-changed", quoted: null, current: null },
  { kind: "price-unknown" },
  { kind: "quote-expired" },
  {
    kind: "requirements-missing",
    requirements: [{ kind: "documents", description: "Proof of an address." }],
  },
  { kind: "unlisted", because: "cap", account: "a", failure: null },
  { kind: "unlisted", because: "rewound", account: null, failure: null },
  { kind: "unlisted", because: "rewound", account: "a", failure: null },
  { kind: "unpriced", held: [] },
  { kind: "unpriced", held: [{ account: "a", count: 1 }] },
  {
    kind: "unpriced",
    held: [
      { account: "a", count: 1 },
      { account: "b", count: 2 },
    ],
  },
  { kind: "rejected", status: 400, reason: "No", field: null, requestId: "req_1234" },
  { kind: "defect", detail: "TypeError" },
  { kind: "lease-changed" },
  { kind: "protected" },
  { kind: "over-cap", cap: "monthly", sum: "running", limit: money("5"), would: money("6") },
  { kind: "over-cap", cap: "per-lease", sum: null, limit: null, would: money("6") },
  ...ledger.map((reason) => ({ kind: "ledger-unavailable", reason }) as const),
  { kind: "rejected", status: 400, reason: "No", field: "sms" },
  { kind: "rejected", status: 400, reason: null, field: null },
  ...notSent.map((reason) => ({ kind: "not-sent", reason }) as const),
  ...unclear.map(
    (reason) =>
      ({ kind: "no-answer", reason, status: 500, detail: "x", retryAfterMs: null }) as const,
  ),
  { kind: "cancelled" },
];
const mayHaveCost: readonly LeaseFailure[] = unclear.map(
  (reason) => ({ kind: "outcome-unknown", reason, status: null, detail: null }) as const,
);

describe.each(costsNothing)("the failure %j", (failure) => {
  it("is told in whole sentences, and that nothing was spent", () => {
    const { happened, spent, next } = describeFailure(failure);
    for (const sentence of [happened, spent, next]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(spent).toContain("othing was spent");
    expect(spentBy(failure)).toBe("nothing");
  });
});

describe.each(mayHaveCost)("the failure %j", (failure) => {
  it("is told neither as done nor as failed", () => {
    expect(failureSentence(failure)).toContain("Money may have been spent");
    expect(spentBy(failure)).toBe("unknown");
  });
});

describe.each([...costsNothing, ...mayHaveCost])("the failure %j of a look", (failure) => {
  it("says nothing of what the request has spent that was looked after", () => {
    expect(failureSentence(inDoubt(failure))).toContain("Money may have been spent");
    expect(spentBy(inDoubt(failure))).toBe("unknown");
  });
});

it("says nothing of what another key has spent", () => {
  const replaced = { kind: "unlisted", because: "key-replaced", account: "a" } as const;
  expect(failureSentence({ ...replaced, failure: null })).toMatch(
    /had before.*Nothing was sent for it this time\. Try again when the account can be read\.$/,
  );
  expect(spentBy({ ...replaced, failure: null })).toBe("unknown");
});

it("does not say that an account could not be read that was, too soon after a loss", () => {
  const early = { kind: "unlisted", because: "rewound", account: "a", failure: null } as const;
  expect(failureSentence(early)).toMatch(/may still be on its way.*Try again in two minutes\.$/);
  expect(failureSentence({ ...early, failure: { kind: "unauthorized" } })).toMatch(
    /could not be read.*Try again when the account can be read\.$/,
  );
});

it("tells the status of an answer of which nothing else is known", () => {
  const failure = { kind: "no-answer", reason: "unexpected-form", status: 404 } as const;
  const { happened } = describeFailure({ ...failure, detail: null, retryAfterMs: null });
  expect(happened).toBe("The provider's answer has an unexpected form (HTTP 404).");
});

it("tells by what the provider's support can find the request", () => {
  const unclear = { kind: "outcome-unknown", reason: "server-error", status: 500 } as const;
  expect(failureSentence({ ...unclear, detail: null, requestId: "req_1234" })).toMatch(
    /can find the request as req_1234\.$/,
  );
});

it("tells why something was refused with its values apart, for who translates it", () => {
  const { failure } = badInput("accounts", "“{0}” is already connected as “{1}”.", "a", "{0}");
  expect(failure).toMatchObject({ reason: "“a” is already connected as “{0}”." });
  const german: Translate = (text, ...values) =>
    untranslated(
      text === "“{0}” is already connected as “{1}”." ? "„{1}“ ist schon „{0}“." : text,
      ...values,
    );
  expect(describeFailure(failure, german).happened).toBe("„{0}“ ist schon „a“.");
  expect(badInput("key", "There is none.").failure).toEqual({
    kind: "bad-input",
    field: "key",
    reason: "There is none.",
  });
});

const by = { operation: "a", account: "team", since: "2026-11-27T06:10:12.345Z" };

describe("what is of an account that is not connected", () => {
  const told = (holder: string | null, provider: string | null = "sinch") =>
    failureSentence({ kind: "not-connected", provider, by: { ...by, holder } });

  it("is told with that account, who is at it, and what can be done", () => {
    expect(told("build-3")).toMatch(/team \(sinch\).* build-3 .* since 2026-11-27 06:10.*Wait/);
    expect(told(null)).toMatch(/team \(sinch\).*not connected.*has its keys.*--without-keys/);
    expect(told(null, null)).toMatch(/account team, which/);
    expect(spentBy({ kind: "not-connected", provider: null, by: { ...by, holder: null } })).toBe(
      "unknown",
    );
  });
});

describe("a number that is being leased or released already", () => {
  it("is told with who is at it, and since when", () => {
    const told = (holder: string | null) =>
      describeFailure({ kind: "in-progress", by: { ...by, holder } }).happened;
    expect(told("build-3")).toBe(
      "This number is already being leased or released with the account team by build-3, since 2026-11-27 06:10 (UTC).",
    );
    expect(told(null)).toBe(
      "This number is already being leased or released with the account team since 2026-11-27 06:10 (UTC), and who began that has ended.",
    );
  });

  it("is told without a word on what that other one costs", () => {
    const { spent } = describeFailure({ kind: "in-progress" });
    expect(spent).toBe("Nothing was sent for it this time.");
    expect(spentBy({ kind: "in-progress" })).toBe("unknown");
  });
});

describe("an error", () => {
  it("has the failure, its words and its cause", () => {
    const cause = new Error("inner");
    const error = new LeaseError({ kind: "unauthorized" }, { cause });
    expect(error).toMatchObject({
      name: "LeaseError",
      message: "The provider did not accept the key.",
      cause,
      failure: { kind: "unauthorized" },
    });
    expect(failureOf(error)).toBe(error.failure);
  });

  it("is known as such over several copies of the package", () => {
    const copy = { failure: { kind: "unauthorized" }, [Symbol.for("leaseline.LeaseError")]: true };
    expect(LeaseError.isInstance(copy)).toBe(true);
    expect(LeaseError.isInstance(new LeaseError({ kind: "unauthorized" }))).toBe(true);
    expect(LeaseError.isInstance(new Error("another's"))).toBe(false);
    expect(LeaseError.isInstance(null)).toBe(false);
  });

  it("that is another's is thrown on", () => {
    expect(() => failureOf(new TypeError("defect"))).toThrow(TypeError);
  });
});

describe("what a newer version has written down", () => {
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
});
