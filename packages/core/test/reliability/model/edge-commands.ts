import * as fc from "fast-check";
import type { OperationEvent } from "../../../src/ledger/operation.js";
import { advance, isOpen } from "../../../src/ledger/operation.js";
import type { MemoryRecords } from "../../../src/ledger/memory-records.js";
import { outcomeUnknown } from "../../../src/errors/lease-failure.js";
import { type Arrangement, arrangements } from "./connection.js";
import { numbers } from "./setup.js";
import type { Steps } from "./step.js";
import type { World } from "./world.js";

const number = fc.constantFrom(...numbers);
// Their own names.
const arrangement = fc.constantFrom(...(Object.keys(arrangements) as Arrangement[]));

/** What lies outside of one account under one name, with one ledger that only grows. */
export const edges = {
  connect: [
    2,
    fc.tuple(fc.nat(1), arrangement).map(([place, arrangement]) => ({
      name: `window ${place} connects ${arrangement}`,
      isPossible: ({ windows }) => windows[place]?.isAlive ?? false,
      happen: ({ windows }) => {
        const window = windows[place];
        if (window) window.arrangement = arrangement;
      },
    })),
  ],
  connectOwn: [
    2,
    fc.nat(1).map((place) => ({
      name: `window ${place} connects its own account again`,
      isPossible: ({ windows }) => windows[place]?.isAlive ?? false,
      happen: ({ windows }) => {
        const window = windows[place];
        if (window) window.arrangement = "its own account";
      },
    })),
  ],
  replaceKey: [
    1,
    fc.constantFrom("a", "b").map((project) => ({
      name: `the key of ${project} is replaced`,
      isPossible: () => true,
      happen: ({ service }) => {
        const next = Number(service.keys[project].split("-").at(-1)) + 1;
        service.keys[project] = `key-${project}-${next}`;
      },
    })),
  ],
  otherCurrency: [
    1,
    number.map((number) => ({
      name: `${number} costs 2.00 EUR`,
      isPossible: () => true,
      happen: ({ service }) => service.prices.set(number, { amount: "2.00", currency: "EUR" }),
    })),
  ],
  copyLedger: [
    1,
    fc.constant(null).map(() => ({
      name: "a copy of the ledger is made",
      isPossible: ({ setup }) => setup.ledger === "in memory",
      happen: (world) => {
        world.copy = { records: copied(world.records), known: new Map(world.known) };
      },
    })),
  ],
  restoreLedger: [
    1,
    fc.constant(null).map(() => ({
      name: "the copy is put in the ledger's place",
      isPossible: ({ copy }) => copy !== null,
      happen: restore,
    })),
  ],
} satisfies Steps;

function copied(records: MemoryRecords): MemoryRecords {
  const { operations, histories, leases, lists, costs } = records;
  return {
    ...records,
    operations: new Map(operations),
    histories: new Map(histories),
    leases: new Map(leases),
    lists: new Map(lists),
    costs: new Map(costs),
  };
}

/** No process runs meanwhile, and it takes so long that nothing is on its way any more. */
async function restore(world: World): Promise<void> {
  const { service, records, copy, clock, known } = world;
  if (!copy) return;
  for (const window of world.windows) await window?.crash();
  for (const request of service.requests) {
    if (request.state === "travelling") request.state = "lost";
    if (request.state === "ordered") service.carryOut(request);
  }
  service.thaw();
  service.numbersTold.clear();
  await clock.advance(60_000);
  const lost = records.position + 1;
  for (const name of ["operations", "histories", "leases", "lists", "costs"] as const) {
    const [to, from]: [Map<string, unknown>, ReadonlyMap<string, unknown>] = [
      records[name],
      copy.records[name],
    ];
    to.clear();
    for (const [key, value] of from) to.set(key, value);
  }
  records.month = copy.records.month;
  records.caps = copy.records.caps;
  known.clear();
  for (const [id, one] of copy.known) {
    // What had been claimed may have been sent since: the same as a ledger in a file says.
    const doubt = doubted(records, id);
    known.set(id, { ...one, last: doubt ?? one.last });
  }
  if (!world.weakness.rewindsUnseen) {
    records.position = lost;
    records.rewoundAt = lost;
  }
  world.rewoundAtMs = clock.monotonicMs();
}

function doubted({ operations, histories }: MemoryRecords, id: string) {
  const operation = operations.get(id);
  if (!operation || !isOpen(operation) || operation.state !== "claimed") return operation;
  const failure = outcomeUnknown("ledger-damaged");
  const happened: readonly OperationEvent[] = [
    { kind: "sent" },
    { kind: "unknown", failure },
    { kind: "needs-attention", failure },
  ];
  const at = operation.changedAt;
  const now = happened.reduce((before, event) => advance(before, event, at), operation);
  operations.set(id, now);
  histories.set(id, [...(histories.get(id) ?? []), ...happened.map((event) => ({ event, at }))]);
  return now;
}
