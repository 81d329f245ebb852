import type { OperationState } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { e164, exampleLease, exampleOperation } from "../../test/support/examples.js";
import { operationAnswer } from "./operation-answer.js";

const number = e164("+13055550100");

const said: Readonly<Record<OperationState, { readonly lease: string; readonly release: string }>> =
  {
    claimed: { lease: "not known", release: "not known" },
    sent: { lease: "not known", release: "not known" },
    unknown: { lease: "not known", release: "not known" },
    accepted: { lease: "not known", release: "not known" },
    "needs-attention": { lease: "not known", release: "not known" },
    abandoned: { lease: "not known", release: "not known" },
    committed: { lease: "as agreed", release: "nothing" },
    absent: { lease: "not known", release: "nothing" },
    rejected: { lease: "nothing", release: "nothing" },
    "not-sent": { lease: "nothing", release: "nothing" },
  };
const cases = Object.entries(said).flatMap(([state, spent]) =>
  (["lease", "release"] as const).map((kind) => ({
    kind,
    // One of its own names.
    state: state as OperationState,
    spent: spent[kind],
  })),
);

describe("a model that is told of an operation", () => {
  it.each(cases)("hears of a $kind that is $state: spent $spent", ({ kind, state, spent }) => {
    const answer = operationAnswer(exampleOperation({ kind, number, state }));
    expect(answer.spent).toBe(spent);
    const isOver = spent !== "not known";
    // While money may have been spent, whoever would try again is told not to.
    if (!isOver) expect(answer.next).toMatch(/Do not (lease another number|release it again)/);
    if (isOver) expect(answer.next).toMatch(kind === "lease" ? /leased/ : /released|still leased/);
    expect(answer["done"]).toBe(isOver ? state === "committed" : undefined);
  });

  it("hears until when a number works that is released at the end of what is paid for", () => {
    const lease = exampleLease({ state: "releasing", endsAt: "2026-12-10T00:00:00.000Z" });
    const released = exampleOperation({ kind: "release", number, state: "committed", lease });
    expect(operationAnswer(released).next).toContain("works until 2026-12-10T00:00:00.000Z");
  });
});
