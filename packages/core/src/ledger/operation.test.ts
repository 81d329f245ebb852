import { describe, expect, it } from "vitest";
import type { AccountIdentity } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";
import { exampleLease } from "../../test/support/example-lease.js";
import {
  type Operation,
  type OperationEvent,
  type OperationState,
  advance,
  isOpen,
  replay,
} from "./operation.js";

// Branded by its form; nothing here depends on which number it is.
const number = "+13055550100" as E164;
const at = "2026-11-25T12:00:00.000Z";
const later = "2026-11-25T12:00:01.000Z";

const inState = (state: OperationState): Operation => ({
  id: "1",
  kind: "lease",
  identity: "example||a" as AccountIdentity,
  account: "a",
  number,
  state,
  sender: "s",
  price: null,
  failure: null,
  order: null,
  how: null,
  key: null,
  lease: null,
  startedAt: at,
  changedAt: at,
});

const lease = exampleLease({ account: "a", number });
const failure = { kind: "number-taken" } as const;

const events: Record<OperationEvent["kind"], OperationEvent> = {
  sent: { kind: "sent" },
  committed: { kind: "committed", lease, how: "answered" },
  accepted: { kind: "accepted", order: "o1" },
  rejected: { kind: "rejected", failure },
  "not-sent": { kind: "not-sent", failure },
  unknown: { kind: "unknown", failure },
  "needs-attention": { kind: "needs-attention", failure },
  absent: { kind: "absent" },
  abandoned: { kind: "abandoned" },
};

const legal: Record<OperationState, readonly OperationEvent["kind"][]> = {
  claimed: ["sent", "not-sent"],
  sent: ["committed", "accepted", "rejected", "not-sent", "unknown"],
  unknown: ["committed", "accepted", "absent", "rejected", "needs-attention", "abandoned"],
  accepted: ["committed", "rejected", "unknown", "needs-attention", "abandoned"],
  "needs-attention": ["committed", "accepted", "absent", "rejected", "abandoned"],
  absent: ["committed"],
  committed: [],
  rejected: [],
  "not-sent": [],
  abandoned: [],
};
// Every state and every kind of event is a key, as the types demand.
const states = Object.keys(legal) as OperationState[];
const kinds = Object.keys(events) as OperationEvent["kind"][];

describe.each(states)("an operation that is %s", (state) => {
  it.each(kinds.filter((kind) => legal[state].includes(kind)))("can become %s", (kind) => {
    expect(advance(inState(state), events[kind], later)).toMatchObject({
      id: "1",
      state: kind,
      changedAt: later,
    });
  });

  it.each(kinds.filter((kind) => kind !== state && !legal[state].includes(kind)))(
    "cannot become %s",
    (kind) => {
      expect(() => advance(inState(state), events[kind], later)).toThrow(RangeError);
    },
  );

  it.each(kinds.filter((kind) => kind === state))("stays as it is when told again: %s", (kind) => {
    const operation = inState(state);
    expect(advance(operation, events[kind], later)).toBe(operation);
  });
});

it("keeps what an event brings with it", () => {
  const sent = inState("sent");
  expect(advance(sent, events.committed, later).lease).toBe(lease);
  expect(advance(sent, events.accepted, later).order).toBe("o1");
  expect(advance(sent, events.unknown, later).failure).toBe(failure);
});

it("has no failure any more once it is committed", () => {
  const unknown = advance(inState("sent"), events.unknown, later);
  expect(advance(unknown, events.committed, later).failure).toBeNull();
});

describe("the number of an operation", () => {
  it.each(["claimed", "sent", "unknown", "accepted", "needs-attention"] as const)(
    "is held while it is %s",
    (state) => {
      expect(isOpen(inState(state))).toBe(true);
    },
  );

  it.each(["committed", "absent", "rejected", "not-sent", "abandoned"] as const)(
    "is free once it is %s",
    (state) => {
      expect(isOpen(inState(state))).toBe(false);
    },
  );
});

describe("a history", () => {
  const history = [
    { event: events.sent, at },
    { event: events.unknown, at },
    { event: events.absent, at },
    { event: events.committed, at: later },
  ];

  it("tells how the operation stands", () => {
    expect(replay(inState("claimed"), history)).toMatchObject({
      state: "committed",
      lease,
      failure: null,
      changedAt: later,
    });
  });

  it("tells the same when its last entry is there twice", () => {
    const twice = [...history, ...history.slice(-1)];
    expect(replay(inState("claimed"), twice)).toEqual(replay(inState("claimed"), history));
  });

  it("is refused when it is none", () => {
    expect(() => replay(inState("claimed"), history.slice(1))).toThrow(RangeError);
  });
});
