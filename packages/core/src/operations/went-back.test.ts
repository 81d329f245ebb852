import { describe, expect, it } from "vitest";
import { exampleOperation } from "../../test/support/example-operation.js";
import { e164 } from "../../test/support/e164.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import { type Operation, type OperationEvent, advance } from "../ledger/operation.js";
import { isBehind, missing } from "./went-back.js";

const claimed = exampleOperation({
  kind: "lease",
  number: e164("+13055550100"),
  state: "claimed",
});
const failure = outcomeUnknown("not-confirmed");

const histories: readonly (readonly OperationEvent[])[] = [
  [{ kind: "sent" }, { kind: "unknown", failure }, { kind: "needs-attention", failure }],
  [
    { kind: "sent", order: "o1" },
    { kind: "accepted", order: "o1" },
  ],
  [
    { kind: "sent", order: "o1" },
    { kind: "accepted", order: "o1" },
    { kind: "needs-attention", failure },
  ],
];

const at = claimed.changedAt;
const after = (from: Operation, events: readonly OperationEvent[]) =>
  events.reduce((operation, event) => advance(operation, event, at), from);

describe.each(histories)("a ledger that has forgotten what became of an operation", (...events) => {
  const known = after(claimed, events);

  it.each(events.map((_, index) => index))("knows it again, from its step %i on", (step) => {
    const now = after(claimed, events.slice(0, step));
    expect(isBehind(now, known)).toBe(true);
    expect(after(now, missing(now, known))).toEqual(known);
  });

  it("is told nothing where it knows as much", () => {
    expect(isBehind(known, known)).toBe(false);
    expect(missing(known, known)).toEqual([]);
  });
});
