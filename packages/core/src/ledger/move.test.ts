import { describe, expect, it } from "vitest";
import { failureOf } from "../../test/support/failure.js";
import { cancelMove, giveUpMove, movedOf, openWithout } from "./half-move.js";
import { memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-ledger.js";
import { moveLedger } from "./move.js";
import type { LedgerStore } from "./store.js";

const to = "another://ledger";

describe.each<[string, (store: LedgerStore) => readonly Promise<unknown>[]]>([
  ["moveLedger", (odd) => [moveLedger(odd, one(), { to }), moveLedger(one(), odd, { to })]],
  ["cancelMove", (odd) => [cancelMove(odd, one()), cancelMove(one(), odd)]],
  ["giveUpMove", (odd) => [giveUpMove(odd, "2026-11-27T00:00:00Z")]],
  ["movedOf", (odd) => [movedOf(odd)]],
  ["openWithout", (odd) => [openWithout(odd, to)]],
])("%s", (_, calls) => {
  it.each([undefined, null, 7, "ledger.sqlite", {}])(
    "refuses %j in the place of a store",
    async (odd) => {
      // As a program without types may call it.
      for (const call of calls(odd as LedgerStore))
        expect(await failureOf(call)).toMatchObject({ kind: "bad-input", field: "ledger" });
    },
  );
});

it.each([undefined, null, {}, { to: 7 }])("moves nothing with %j for options", async (odd) => {
  const [source, target] = [one(), one()];
  const moving = moveLedger(source, target, odd as { to: string });
  expect(await failureOf(moving)).toMatchObject({ kind: "bad-input", field: "to" });
  expect(await movedOf(source)).toBeNull();
});

function one(): LedgerStore {
  return memoryStore(memoryRecords());
}
