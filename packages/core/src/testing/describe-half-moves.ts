import assert from "node:assert/strict";
import { LeaseError } from "../errors/lease-error.js";
import { cancelMove, moveLedger } from "../ledger/move.js";
import type { LedgerStore } from "../ledger/store.js";
import { ledgerOn, wish } from "./ledger-stage.js";
import {
  type MoveStage,
  type MoveTest,
  type Stores,
  assertClosed,
  contents,
  fill,
  moved,
  there,
} from "./move-stage.js";

const gone = () => new LeaseError({ kind: "ledger-unavailable", reason: "failed" });

/** A move may end at any point. Nothing is lost by that, both ledgers are never in use, and the next one finishes it. */
export function describeHalfMoves(test: MoveTest): void {
  const steps: readonly [string, (stores: Stores) => Stores][] = [
    ["before the other one has anything", ({ from, into }) => ({ from, into: failing(into, 0) })],
    [
      "as the other one has it and the answer is lost",
      ({ from, into }) => ({ from, into: deaf(into, 0) }),
    ],
    ["before it is marked as moved", ({ from, into }) => ({ from: failing(from, 1), into })],
    ["as it is marked as moved", ({ from, into }) => ({ from: deaf(from, 1), into })],
  ];
  for (const [when, faulted] of steps)
    test(`a move that ends ${when} is finished by the next one`, async (stage) => {
      await fill(stage.source);
      const before = await contents(stage.source);
      await assert.rejects(moved(stage, faulted));
      await assertClosed(stage.source);
      await moved(stage);
      await assertClosed(stage.source);
      assert.deepEqual(await contents(stage.target), before);
      const ledger = ledgerOn(stage.target);
      assert.equal((await ledger.claim(wish)).kind, "claimed");
    });

  test("a move that ends before it has begun leaves everything as it is", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from: failing(from, 0), into })));
    const ledger = ledgerOn(stage.source);
    assert.equal((await ledger.claim(wish)).kind, "claimed");
  });

  test("what was done where it went is not undone by moving again", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from: failing(from, 1), into })));
    const ledger = ledgerOn(stage.target);
    const [account] = await ledger.lists();
    if (account) await ledger.forget(account);
    assert.equal(await moved(stage), null);
    assert.deepEqual(
      (await ledger.lists()).filter((one) => one.account === account?.account),
      [],
    );
  });

  test("two that move it at once copy it once", async (stage) => {
    await fill(stage.source);
    const before = await contents(stage.source);
    const ends = await Promise.all([moved(stage), moved(stage)]);
    assert.equal(ends.filter((copied) => copied !== null).length, 1);
    assert.deepEqual(await contents(stage.target), before);
  });

  test("one that is being moved is not moved to a third", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from, into: failing(into, 0) })));
    const stores = [stage.source.open(), stage.target.open()] as const;
    await assert.rejects(moveLedger(...stores, { to: "a third" }), /another:\/\/ledger/);
    for (const store of stores) await store.close();
  });

  test("a half move can be taken back, and does not come after all", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from, into: failing(into, 0) })));
    const late = stage.source.open();
    const move = (await late.read((view) => view.moved()))?.move ?? "";
    await cancelled(stage);
    const ledger = ledgerOn(stage.source);
    await ledger.setCaps([]);
    // Of a mover that was only slow.
    await late.write((records) => records.setMoved({ to: there, move, done: false }));
    await assert.rejects(moved(stage), /taken back/);
    await late.close();
    assert.equal((await ledger.claim(wish)).kind, "claimed");
    assert.deepEqual(await ledgerOn(stage.target).operations(), []);
  });

  test("a move that has everything there is not taken back", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from, into: deaf(into, 0) })));
    await assert.rejects(cancelled(stage), LeaseError);
    await assertClosed(stage.source);
  });
}

async function cancelled({ source, target }: MoveStage): Promise<void> {
  const stores = [source.open(), target.open()] as const;
  try {
    await cancelMove(...stores);
  } finally {
    for (const store of stores) await store.close();
  }
}

/** The write after so many does not happen. */
function failing(store: LedgerStore, after: number): LedgerStore {
  let left = after;
  return {
    ...store,
    write: async (work) => {
      if (left === 0) throw gone();
      left -= 1;
      return store.write(work);
    },
  };
}

/** The write after so many happens, and nobody hears of it. */
function deaf(store: LedgerStore, after: number): LedgerStore {
  let left = after;
  return {
    ...store,
    write: async (work) => {
      const result = await store.write(work);
      if (left === 0) throw gone();
      left -= 1;
      return result;
    },
  };
}
