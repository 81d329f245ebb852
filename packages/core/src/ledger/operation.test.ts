import { describe, expect, it } from "vitest";
import type { E164 } from "../domain/phone-number.js";
import {
  type Operation,
  type OperationEvent,
  type OperationState,
  advance,
  isOpen,
} from "./operation.js";

// Branded by its form; nothing here depends on which number it is.
const number = "+13055550100" as E164;

const inState = (state: OperationState): Operation => ({
  id: "1",
  kind: "lease",
  account: "a",
  number,
  state,
});

const legal: Record<OperationState, readonly OperationEvent[]> = {
  claimed: ["sent", "not-sent", "rejected"],
  sent: ["unknown", "committed", "accepted", "rejected", "not-sent"],
  unknown: ["committed", "rejected"],
  committed: [],
  accepted: ["committed", "rejected", "unknown"],
  rejected: [],
  "not-sent": [],
};
// Every state is a key, as the type of `legal` demands.
const states = Object.keys(legal) as OperationState[];
const events = states.filter((state): state is OperationEvent => state !== "claimed");

describe.each(states)("an operation that is %s", (state) => {
  it.each(events.filter((event) => legal[state].includes(event)))("can become %s", (event) => {
    expect(advance(inState(state), event)).toEqual(inState(event));
  });

  it.each(events.filter((event) => !legal[state].includes(event)))("cannot become %s", (event) => {
    expect(() => advance(inState(state), event)).toThrow(RangeError);
  });
});

describe("the number of an operation", () => {
  it.each(["claimed", "sent", "unknown", "accepted"] as const)(
    "is held while it is %s",
    (state) => {
      expect(isOpen(inState(state))).toBe(true);
    },
  );

  it.each(["committed", "rejected", "not-sent"] as const)("is free once it is %s", (state) => {
    expect(isOpen(inState(state))).toBe(false);
  });
});
