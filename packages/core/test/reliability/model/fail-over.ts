import { lossSettlesMs } from "./setup.js";
import { putBack } from "./put-back.js";
import type { World } from "./world.js";

/**
 * A standby takes over that lacks what was acknowledged last, under the feet of processes that go on. No list is
 * believed as long as a request may be on its way whose record is lost.
 */
export function failOver(world: World): void {
  const { copy, records, markedBy, marksLost, clock, weakness } = world;
  if (!copy) return;
  const before = new Map(records.operations);
  putBack(world, copy);
  for (const id of markedBy.keys()) {
    const operation = before.get(id);
    const state = copy.records.operations.get(id)?.state;
    if (operation && (state === undefined || state === "claimed")) marksLost.set(id, operation);
  }
  world.rewoundAtMs = clock.monotonicMs() + lossSettlesMs;
  if (weakness.rewindsUnseen) return;
  world.settlesAtMs = clock.monotonicMs() + (weakness.lossBelievedAtOnce ? 0 : lossSettlesMs);
  records.rewoundAt = Number.MAX_SAFE_INTEGER;
}

/** Lists count that are read from here on. It is called with each transaction. */
export function noteSettled(world: World): void {
  const { records, clock, settlesAtMs } = world;
  if (settlesAtMs === null || clock.monotonicMs() < settlesAtMs) return;
  world.settlesAtMs = null;
  records.position += 1;
  records.rewoundAt = records.position;
}
