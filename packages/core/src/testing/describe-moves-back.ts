import assert from "node:assert/strict";
import { LeaseError } from "../errors/lease-error.js";
import { cancelMove, giveUpMove, openWithout } from "../ledger/half-move.js";
import type { LedgerStore } from "../ledger/store.js";
import { a, e164, ledgerOn, request } from "./ledger-stage.js";
import {
  type MoveStage,
  type MoveTest,
  type Stores,
  assertClosed,
  deaf,
  failing,
  fill,
  moved,
  standing,
  there,
} from "./move-stage.js";

const fresh = e164("+12025550178");

/** What can be done about a half move: at no moment can both ledgers be leased from. */
export function describeMovesBack(test: MoveTest): void {
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
    assert.equal((await ledger.claim(request)).kind, "claimed");
    assert.deepEqual(await ledgerOn(stage.target).operations(), []);
  });

  test("a move that has everything there is not taken back", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from, into: deaf(into, 0) })));
    await assert.rejects(cancelled(stage), LeaseError);
    await assertClosed(stage.source);
  });

  for (const [when, faulted, isThere] of [
    ["has nothing", ({ from, into }: Stores) => ({ from, into: failing(into, 0) }), false],
    ["has everything", ({ from, into }: Stores) => ({ from, into: deaf(into, 0) }), true],
  ] as const)
    test(`a half move whose other ledger is gone can be given up; should that come back, and ${when}, one of them can be leased from`, async (stage) => {
      await fill(stage.source);
      await assert.rejects(moved(stage, faulted));
      const store = stage.source.open();
      await giveUpMove(store, "2026-11-26T12:00:00Z");
      await store.close();
      const ledger = ledgerOn(stage.source);
      assert.equal((await ledger.status()).rewound, true);
      assert.equal((await ledger.notices()).at(-1)?.kind, "rewound");
      ledger.connect([a]);
      const refused = await ledger.claim({ ...request, number: fresh });
      assert.ok(refused.kind === "unlisted" && refused.because === "rewound");
      await ledger.keepList(a, [], await ledger.position());
      await ledger.setCaps([]);
      assert.equal((await ledger.claim({ ...request, number: fresh })).kind, "claimed");
      await ledger.close();
      assert.deepEqual(await standing(stage.target), { isThere, isClosed: isThere });

      // It is moved again, with what was leased meanwhile.
      assert.equal((await moved(stage))?.operations, isThere ? 1 : 7);
      await assertClosed(stage.source);
      const there = ledgerOn(stage.target);
      assert.equal((await there.operations()).length, 7);
      assert.equal((await there.claim({ ...request, number: fresh })).kind, "held");
    });

  test("a mover that was only slow leaves its target closed where its move was given up", async (stage) => {
    await fill(stage.source);
    const giveUp = async () => {
      const store = stage.source.open();
      await giveUpMove(store, "2026-11-26T12:00:00Z");
      await store.close();
    };
    // As the target has taken everything, before its source is marked.
    const slow = ({ from, into }: Stores) => ({ from: preceded(from, giveUp), into });
    await assert.rejects(moved(stage, slow), /taken back/);
    assert.deepEqual(await standing(stage.target), { isThere: true, isClosed: true });
    await ledgerOn(stage.source).setCaps([]);
  });

  test("a ledger that waits for one that is gone for good can be opened without it", async (stage) => {
    await fill(stage.source);
    await assert.rejects(moved(stage, ({ from, into }) => ({ from, into: deaf(into, 0) })));
    const store = stage.target.open();
    const from = (await store.read((view) => view.moved()))?.from ?? "";
    assert.equal(await openWithout(store, "another one"), false);
    assert.equal(await openWithout(store, from), true);
    await store.close();
    assert.deepEqual(await standing(stage.target), { isThere: true, isClosed: false });
    // It was not gone after all: it stays closed, and cannot be taken back.
    await assertClosed(stage.source);
    await assert.rejects(cancelled(stage), LeaseError);
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

/** Before the second write, something else happens. */
function preceded(store: LedgerStore, first: () => Promise<void>): LedgerStore {
  let count = 0;
  return {
    ...store,
    write: async (work) => {
      if ((count += 1) === 2) await first();
      return store.write(work);
    },
  };
}
