import { describe, expect, it } from "vitest";
import type { Lease } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Operation } from "../ledger/operation.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { exampleOperation } from "../../test/support/example-operation.js";
import { judgeAnswer, judgeSight } from "./judge.js";

// Branded by their form; nothing here depends on which numbers they are.
const number = "+13055550100" as E164;
const another = "+13055550101" as E164;
const held = (changes: Partial<Lease> = {}) => exampleLease({ account: "a", number, ...changes });
const lease = exampleOperation({ kind: "lease", number, state: "unknown" });
const release = exampleOperation({
  kind: "release",
  number,
  state: "unknown",
  lease: held({ leaseId: "first" }),
});
const answered = (operation: Operation, state: Lease["state"], of: E164 = number) =>
  judgeAnswer(operation, { kind: "committed", lease: held({ number: of, state }) });

describe("an answer makes a lease done", () => {
  it.each(["pending", "active", "failed", "suspended", "x-new"] as const)(
    "when it says %s",
    (state) => {
      expect(answered(lease, state)).toMatchObject({ kind: "committed", how: "answered" });
    },
  );

  it.each(["released", "releasing"] as const)("and not when it says %s", (state) => {
    expect(answered(lease, state)).toMatchObject({
      kind: "unknown",
      failure: { reason: "not-confirmed" },
    });
  });

  it("and not when it is about another number", () => {
    expect(answered(lease, "active", another)).toMatchObject({
      kind: "unknown",
      failure: { reason: "other-number" },
    });
  });
});

describe("an answer makes a release done", () => {
  it.each(["released", "releasing"] as const)("when it says %s", (state) => {
    expect(answered(release, state)).toMatchObject({ kind: "committed", how: "answered" });
  });

  it.each(["active", "pending", "suspended", "failed", "x-new"] as const)(
    "and not when it says %s",
    (state) => {
      expect(answered(release, state)).toMatchObject({
        kind: "unknown",
        failure: { reason: "not-confirmed" },
      });
    },
  );

  it("and not when it is about another lease of the number", () => {
    const outcome = (leaseId: string | null) =>
      ({ kind: "committed", lease: held({ leaseId, state: "released" }) }) as const;
    expect(judgeAnswer(release, outcome("second"))).toMatchObject({
      kind: "unknown",
      failure: { reason: "not-confirmed" },
    });
    for (const its of ["first", null])
      expect(judgeAnswer(release, outcome(its))).toMatchObject({ kind: "committed" });
  });

  it("and not when it says that the number is not held: that is looked at", () => {
    const outcome = { kind: "rejected", failure: { kind: "not-leased" } } as const;
    expect(judgeAnswer(release, outcome)).toMatchObject({
      kind: "unknown",
      failure: { reason: "not-held" },
    });
  });
});

describe("a look", () => {
  const look = (operation: Operation, lease: Lease) =>
    judgeSight(operation, { kind: "held", lease }, "example");

  it("proves a lease that is held", () => {
    expect(look(lease, held())).toMatchObject({
      kind: "proved",
      event: { kind: "committed", how: "seen" },
    });
  });

  it("proves a release that is on its way", () => {
    expect(look(release, held({ state: "releasing" }))).toMatchObject({ kind: "proved" });
  });

  it("suggests, and proves not, that a number which is not shown was not leased, or is released", () => {
    const sight = { kind: "not-shown" } as const;
    expect(judgeSight(lease, sight, "example")).toEqual({
      kind: "suggested",
      event: { kind: "absent" },
    });
    expect(judgeSight(release, sight, "example")).toMatchObject({
      kind: "suggested",
      event: { kind: "committed", how: "seen", lease: { number, state: "released" } },
    });
  });

  it("suggests that a lease which is shown as it was is not released", () => {
    expect(look(release, held({ leaseId: "first" }))).toMatchObject({ event: { kind: "absent" } });
    expect(look(release, held())).toMatchObject({ event: { kind: "absent" } });
  });

  it("suggests nothing of a release by a state that nobody knows, unless the lease had it before", () => {
    const odd = held({ state: "x-terminating" });
    expect(look(release, odd)).toMatchObject({ kind: "nothing" });
    expect(look({ ...release, lease: odd }, odd)).toMatchObject({ event: { kind: "absent" } });
  });

  it("takes another lease of the number for the end of the one that was to be released", () => {
    expect(look(release, held({ leaseId: "second" }))).toMatchObject({
      kind: "suggested",
      event: { kind: "committed", lease: { leaseId: "first", state: "released" } },
    });
  });

  it("proves that an order was taken which it finds", () => {
    expect(judgeSight(lease, { kind: "ordered", order: "o1" }, "example")).toEqual({
      kind: "proved",
      event: { kind: "accepted", order: "o1" },
    });
  });
});
