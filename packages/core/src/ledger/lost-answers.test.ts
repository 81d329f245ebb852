import { expect, it } from "vitest";
import type { Clock } from "../clock.js";
import type { AccountIdentity } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import { type MemoryRecords, memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-ledger.js";
import { createLedger } from "./rules.js";
import type { LedgerStore } from "./store.js";

const identity = "example||a" as AccountIdentity;
// Branded by their form.
const [number, another] = ["+12025550123", "+13055550101"] as unknown as [E164, E164];
const request = {
  kind: "lease",
  identity,
  account: "a",
  number,
  price: null,
  lease: null,
  key: null,
} as const;
/** Where a clock begins means nothing. */
const beganMs = 7_000_000;
/** By the clock of a store, whatever the machine's says. */
const ownTime = new Date(beganMs);

it("ends a claim whose answer was lost and that could not be read back, with the next transaction", async () => {
  const records = memoryRecords();
  const way = { isCut: false };
  const cut = cutStore(records, way);
  const ledger = createLedger(cut);
  way.isCut = true;
  await expect(ledger.claim(request)).rejects.toThrow(LeaseError);
  way.isCut = false;
  // It stands there, and nobody carries it out.
  const [stuck] = await ledger.operations();
  expect(stuck).toMatchObject({ number, state: "claimed", sender: ledger.session });
  expect((await ledger.claim({ ...request, number: another })).kind).toBe("claimed");
  expect(await ledger.find(stuck?.id ?? "")).toMatchObject({
    state: "not-sent",
    changedAt: ownTime.toISOString(),
  });
  expect((await ledger.claim(request)).kind).toBe("claimed");
});

it("leaves alone what this session is sending, where the answer to a takeover of it was lost", async () => {
  const records = memoryRecords();
  const way = { isCut: false };
  const ledger = createLedger(cutStore(records, way));
  const claim = await ledger.claim(request);
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  const { id } = claim.operation;
  await ledger.record(id, { kind: "sent", order: null });
  way.isCut = true;
  await expect(ledger.takeOver(id, [identity])).rejects.toThrow(LeaseError);
  way.isCut = false;
  expect((await ledger.claim({ ...request, number: another })).kind).toBe("claimed");
  expect(await ledger.find(id)).toMatchObject({ state: "sent" });
});

it("ends it soon where there is no next transaction: others wait for the number", async () => {
  const records = memoryRecords();
  const way = { isCut: false };
  const cut = cutStore(records, way);
  const slept: number[] = [];
  let wake = () => {};
  const time: Clock = {
    monotonicMs: () => slept.reduce((sum, ms) => sum + ms, beganMs),
    sleep: (ms) => new Promise((resolve) => ((wake = resolve), slept.push(ms))),
  };
  const ledger = createLedger(cut, undefined, time);
  way.isCut = true;
  await expect(ledger.claim(request)).rejects.toThrow(LeaseError);
  wake();
  await expect.poll(() => slept).toEqual([1000, 2000]);
  way.isCut = false;
  wake();
  const other = createLedger(memoryStore(records));
  await expect.poll(() => other.claim(request)).toMatchObject({ kind: "claimed" });
  // Nothing is in doubt any more, and nobody looks.
  wake();
  expect((await other.operations()).map(({ state }) => state)).toEqual(["claimed", "not-sent"]);
  await ledger.close();
});

it.each([
  [59_000, ["not-sent"]],
  // No transaction is under way for so long: whoever is next finds out what stands there.
  [61_000, ["claimed"]],
])("looks for one that comes to stand after the first look, %i ms on: %j", async (ms, states) => {
  const store = memoryStore(memoryRecords());
  const lost = new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
  const way: { arrive?: () => Promise<unknown> } = {};
  const late: LedgerStore = {
    ...store,
    write: (work) => {
      if (way.arrive) return store.write(work);
      way.arrive = () => store.write(work);
      return Promise.reject(lost);
    },
    read: (work) => (way.arrive ? store.read(work) : Promise.reject(lost)),
  };
  let nowMs = beganMs;
  let wake = () => {};
  const time: Clock = {
    monotonicMs: () => nowMs,
    sleep: () => new Promise((resolve) => (wake = resolve)),
  };
  const ledger = createLedger(late, undefined, time);
  await expect(ledger.claim(request)).rejects.toThrow(lost);
  nowMs += ms;
  wake();
  await new Promise((resolve) => setImmediate(resolve));
  await way.arrive?.();
  wake();
  await new Promise((resolve) => setImmediate(resolve));
  expect((await ledger.operations()).map(({ state }) => state)).toEqual(states);
  await ledger.close();
});

it("goes on for one that comes up while it looks for the last time for another", async () => {
  const records = memoryRecords();
  const way = { isCut: false };
  const cut = cutStore(records, way);
  const lost = new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
  let isWritten = false;
  let answered = Promise.resolve();
  const slow: LedgerStore = {
    ...cut,
    write: async (work) => {
      if (!isWritten) throw lost;
      const result = await cut.write(work);
      await answered;
      return result;
    },
  };
  let nowMs = beganMs;
  let wake = () => {};
  const time: Clock = {
    monotonicMs: () => nowMs,
    sleep: () => new Promise((resolve) => (wake = resolve)),
  };
  const ledger = createLedger(slow, undefined, time);
  way.isCut = true;
  // Nothing of this one comes to stand there.
  await expect(ledger.claim(request)).rejects.toThrow(lost);
  [way.isCut, isWritten, nowMs] = [false, true, beganMs + 61_000];
  let answer = () => {};
  answered = new Promise((resolve) => (answer = resolve));
  wake();
  await new Promise((resolve) => setImmediate(resolve));
  [way.isCut, answered] = [true, Promise.resolve()];
  await expect(ledger.claim({ ...request, number: another })).rejects.toThrow(LeaseError);
  way.isCut = false;
  answer();
  await new Promise((resolve) => setImmediate(resolve));
  wake();
  const other = createLedger(memoryStore(records));
  await expect
    .poll(() => other.claim({ ...request, number: another }))
    .toMatchObject({ kind: "claimed" });
  await ledger.close();
});

/** What is written is, and neither its answer comes nor anything that is read, while the way there is cut. */
function cutStore(records: MemoryRecords, way: { readonly isCut: boolean }): LedgerStore {
  const store = memoryStore(records);
  const lost = () => new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
  return {
    ...store,
    write: async (work) => {
      const result = await store.write((written) => work({ ...written, now: async () => ownTime }));
      if (way.isCut) throw lost();
      return result;
    },
    read: (work) => (way.isCut ? Promise.reject(lost()) : store.read(work)),
  };
}
