import assert from "node:assert/strict";
import type { AccountIdentity } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import type { Ledger } from "../ledger/ledger.js";
import { openStates } from "../ledger/operation.js";
import {
  a,
  b,
  begun,
  done,
  e164,
  leaseOf,
  ledgerOn,
  money,
  monthly,
  number,
  usd,
  request,
} from "./ledger-stage.js";
import { type MoveTest, assertClosed, contents, fill, moved, numbers } from "./move-stage.js";

const fresh = e164("+12025550178");

/** All that one ledger holds comes into another one, and nothing is begun in the first any more. */
export function describeMoves(test: MoveTest): void {
  test("it is there with everything, and closed where it was", async (stage) => {
    await fill(stage.source);
    const before = await contents(stage.source);
    const copied = await moved(stage);
    assert.deepEqual(copied, { operations: 6, open: 2, leases: 2, caps: true });
    assert.deepEqual(await contents(stage.target), before);
    await assertClosed(stage.source);
    assert.equal(await moved(stage), null);
  });

  test("what was open holds its number, and is taken over once the mover has ended", async (stage) => {
    await fill(stage.source);
    await moved(stage);
    const ledger = ledgerOn(stage.target);
    const open = await ledger.operations({ states: openStates });
    assert.deepEqual(open.map(({ state }) => state).toSorted(), ["claimed", "unknown"]);
    for (const { id, number } of open) {
      assert.equal((await ledger.claim({ ...request, number })).kind, "held");
      const taken = await ledger.takeOver(id, [a.identity, b.identity]);
      assert.equal(taken?.sender, ledger.session);
    }
  });

  test("a caller's key leads to the same operation as before", async (stage) => {
    const before = ledgerOn(stage.source);
    const { id } = await begun(before, request, { kind: "sent" }, done());
    await before.keepKey({ ...request, key: "order 7" }, id);
    await before.close();
    await moved(stage);
    const led = await ledgerOn(stage.target).standing({ ...request, key: "order 7" });
    assert.equal(led?.kind === "done" && led.named && led.by.id, id);
  });

  test("it is not moved while a session has something under way", async (stage) => {
    const ledger = ledgerOn(stage.source);
    const operation = await begun(ledger);
    assert.equal(await moved(stage).catch(kindOf), "ledger-unavailable");
    await ledger.record(operation.id, { kind: "sent" });
    assert.equal((await ledger.record(operation.id, done())).state, "committed");
    assert.notEqual(await moved(stage), null);
    // It has nothing under way any more, so it was not waited for; and it can write nothing from here on.
    await assert.rejects(ledger.claim({ ...request, number: fresh }), LeaseError);
    await assert.rejects(ledger.setCaps([]), LeaseError);
  });

  test("it comes into one that is in use beside what is there", async (stage) => {
    const there = ledgerOn(stage.target);
    await there.setCaps(monthly("40.00"));
    await there.keepList(b, [leaseOf(fresh, "b")], await there.position());
    await fill(stage.source);
    const copied = await moved(stage);
    assert.deepEqual({ ...copied }, { operations: 6, open: 2, leases: 2, caps: false });
    assert.deepEqual(await there.caps(), monthly("40.00"));
    const lists = await there.lists();
    assert.deepEqual(lists.map(({ account }) => account).toSorted(), ["a", "b"]);
    assert.equal((await there.operations()).length, 6);
  });

  test("it leaves no number to two operations", async (stage) => {
    await fill(stage.source);
    const there = ledgerOn(stage.target);
    const [, second = fresh] = numbers;
    const operation = await begun(there, { ...request, number: second });
    assert.equal(await moved(stage).catch(kindOf), "bad-input");
    assert.deepEqual(await there.operations(), [operation]);
    // Nothing came of it, so the first one goes on.
    const ledger = ledgerOn(stage.source);
    await ledger.setCaps([]);
    assert.equal((await ledger.claim({ ...request, number: fresh })).kind, "claimed");
  });

  test("what a clock that was ahead says of the month does not come along: others are charged in theirs", async (stage) => {
    const charged = (ledger: Ledger, one: E164, setup: string) =>
      begun(
        ledger,
        { ...request, number: one, price: usd("0", setup) },
        { kind: "sent" },
        done(one, null),
      );
    const ahead = ledgerOn(stage.source, "2027-06-01");
    await charged(ahead, fresh, "4.00");
    await ahead.close();
    await moved(stage);
    const november = ledgerOn(stage.target);
    await charged(november, number, "1.00");
    assert.deepEqual((await november.spending()).bill, [money("5.00")]);
    const december = ledgerOn(stage.target, "2026-12-01");
    assert.deepEqual((await december.spending()).bill, [money("4.00")]);
  });

  test("what it had lost is not known where it goes either", async (stage) => {
    await fill(stage.source);
    const store = stage.source.open();
    await store.write(async (records) => records.setRewoundAt(await records.advance()));
    await store.close();
    await moved(stage);
    const ledger = ledgerOn(stage.target);
    ledger.connect([a]);
    await ledger.setCaps([]);
    const wanted = { ...request, number: fresh };
    const { identity } = a;
    assert.deepEqual(await ledger.claim(wanted), unlisted(identity));
    await ledger.keepList(a, [], await ledger.position());
    assert.equal((await ledger.claim(wanted)).kind, "claimed");
  });
}

function unlisted(identity: AccountIdentity) {
  return { kind: "unlisted", identities: [identity], because: "rewound" };
}

function kindOf(error: unknown): string {
  assert.ok(LeaseError.isInstance(error), String(error));
  return error.failure.kind;
}
