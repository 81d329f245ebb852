import assert from "node:assert/strict";
import { moveLedger } from "../ledger/move.js";
import { ledgerOn, request } from "./ledger-stage.js";
import {
  type MoveTest,
  type Stores,
  assertClosed,
  contents,
  deaf,
  failing,
  fill,
  moved,
  standing,
} from "./move-stage.js";

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
    ["before the other one is opened", ({ from, into }) => ({ from, into: failing(into, 1) })],
    ["as the other one is opened", ({ from, into }) => ({ from, into: deaf(into, 1) })],
  ];
  for (const [when, faulted] of steps)
    test(`a move that ends ${when} is finished by the next one`, async (stage) => {
      await fill(stage.source);
      const before = await contents(stage.source);
      await assert.rejects(moved(stage, faulted));
      await assertClosed(stage.source);
      // Where it has everything, nothing is begun there either, until the other one is closed for good.
      const { isThere, isClosed } = await standing(stage.target);
      assert.equal(isClosed, isThere && when !== "as the other one is opened");
      await moved(stage);
      await assertClosed(stage.source);
      assert.deepEqual(await contents(stage.target), before);
      const ledger = ledgerOn(stage.target);
      assert.equal((await ledger.claim(request)).kind, "claimed");
    });

  test("a move that ends before it has begun leaves everything as it is", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from: failing(from, 0), into })));
    const ledger = ledgerOn(stage.source);
    assert.equal((await ledger.claim(request)).kind, "claimed");
  });

  test("what was done where it went is not undone by moving again", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from, into: deaf(into, 1) })));
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
}
