import { outcomeUnknown } from "../../../src/errors/lease-failure.js";
import type { MemoryRecords } from "../../../src/ledger/memory-records.js";
import { type OperationEvent, advance } from "../../../src/ledger/operation.js";
import type { Copy, World } from "./world.js";

const tables = ["operations", "histories", "leases", "lists", "costs", "keys"] as const;

/** What there is now, for {@link putBack}. */
export function copied({ records, known }: World): Copy {
  const maps = tables.map((name) => [name, new Map<string, unknown>(records[name])]);
  return { records: { ...records, ...Object.fromEntries(maps) }, known: new Map(known) };
}

/**
 * The ledger is what it was when the copy was made. Positions go on beyond all that were ever given, unless nobody
 * sees that anything was lost.
 */
export function putBack(world: World, copy: Copy): void {
  const { records, known, service, weakness } = world;
  const lost = records.position + 1;
  for (const name of tables) {
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
    const now = weakness.claimsBelieved ? records.operations.get(id) : doubted(records, id);
    known.set(id, { ...one, last: now ?? one.last });
  }
  // What lists had told is lost with them.
  service.numbersTold.clear();
  if (!weakness.rewindsUnseen) {
    records.position = lost;
    records.rewoundAt = lost;
  }
  world.rewoundAtMs = world.clock.monotonicMs();
}

/**
 * What had been claimed may have been sent since, and what had been sent may have been answered: the same as a
 * ledger in a file says, and one in a database.
 */
function doubted({ operations, histories }: MemoryRecords, id: string) {
  const operation = operations.get(id);
  if (operation?.state !== "claimed" && operation?.state !== "sent") return operation;
  const failure = outcomeUnknown("ledger-damaged");
  const mark: readonly OperationEvent[] = operation.state === "claimed" ? [{ kind: "sent" }] : [];
  const happened: readonly OperationEvent[] = [
    ...mark,
    { kind: "unknown", failure },
    { kind: "needs-attention", failure },
  ];
  const at = operation.changedAt;
  const now = happened.reduce((before, event) => advance(before, event, at), operation);
  operations.set(id, now);
  histories.set(id, [...(histories.get(id) ?? []), ...happened.map((event) => ({ event, at }))]);
  return now;
}
