import assert from "node:assert/strict";
import type { AccountIdentity } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";
import type { Ledger } from "../ledger/ledger.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  leaseOf,
  ledgerOn,
  lost,
  money,
  number,
  release,
  wish,
} from "./ledger-stage.js";

const leased = (ledger: Ledger, one: E164 = number) =>
  begun(ledger, { ...wish, number: one }, { kind: "sent" }, done(one));
const known = async (ledger: Ledger) =>
  (await ledger.lists()).flatMap(({ leases }) =>
    leases.map(({ lease, origin }) => [lease.number, origin]),
  );

/** What is known of the numbers held, by complete lists and by what was done here. */
export function describeLists(test: StoreTest): void {
  test("it says that it lacks something until every account that it knows was read since", async (stage) => {
    const ledger = ledgerOn(stage);
    const isRewound = async () => (await ledger.status()).rewound;
    for (const one of [a, b]) await ledger.keepList(one, [], await ledger.position());
    const store = stage.open();
    await store.write(async (records) => records.setRewoundAt(await records.advance()));
    await store.close();
    assert.equal(await isRewound(), true);
    await ledger.keepList(a, [], await ledger.position());
    assert.equal(await isRewound(), true);
    await ledger.keepList(b, [], await ledger.position());
    assert.equal(await isRewound(), false);
  });

  test("it keeps a number once that a list has twice, and counts it once", async (stage) => {
    const ledger = ledgerOn(stage);
    const twice = [
      leaseOf(number),
      { ...leaseOf(number), label: "Support line" },
      leaseOf(another),
    ];
    await ledger.keepList(a, twice, await ledger.position());
    assert.deepEqual(await known(ledger), [
      [number, "before"],
      [another, "before"],
    ]);
    const [list] = await ledger.lists();
    assert.equal(list?.leases[0]?.lease.label, "Support line");
    assert.deepEqual((await ledger.spending()).running, [money("4.00")]);
  });

  test("it says so of one that knows no account, until one was read", async (stage) => {
    const ledger = ledgerOn(stage);
    const store = stage.open();
    await store.write(async (records) => records.setRewoundAt(await records.advance()));
    await store.close();
    assert.equal((await ledger.status()).rewound, true);
    await ledger.keepList(a, [], await ledger.position());
    assert.equal((await ledger.status()).rewound, false);
  });

  test("it takes what is there at first for what was there before, and tells the rest apart", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(b, [leaseOf(another, "b")], await ledger.position());
    assert.deepEqual(await known(ledger), [[another, "before"]]);
    await ledger.keepList(a, [], await ledger.position());
    await leased(ledger);
    await ledger.keepList(b, [], await ledger.position());
    await ledger.keepList(a, [leaseOf(number), leaseOf(another)], await ledger.position());
    assert.deepEqual(await known(ledger), [
      [number, "here"],
      [another, "elsewhere"],
    ]);
    const [list] = await ledger.lists();
    assert.match(list?.readAt ?? "", /Z$/);
    assert.deepEqual(list?.leases[0]?.lease, leaseOf(number));
  });

  test("it drops what a complete list no longer has, of that account only", async (stage) => {
    const ledger = ledgerOn(stage);
    await leased(ledger);
    await ledger.keepList(b, [leaseOf(another, "b")], await ledger.position());
    await ledger.keepList(a, [], await ledger.position());
    assert.deepEqual(await known(ledger), [[another, "before"]]);
  });

  test("it does not lose to one list what was leased, and gives it up for two", async (stage) => {
    const ledger = ledgerOn(stage);
    await leased(ledger);
    await ledger.keepList(a, [], await ledger.position());
    assert.deepEqual(await known(ledger), []);
    assert.deepEqual((await ledger.spending()).running, [money("2.00")]);
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    assert.deepEqual(await known(ledger), [[number, "here"]]);
    await ledger.keepList(a, [], await ledger.position());
    await ledger.keepList(a, [], await ledger.position());
    assert.deepEqual((await ledger.spending()).running, []);
  });

  test("it does not lose to a list what happened while that was read", async (stage) => {
    const ledger = ledgerOn(stage);
    const since = await ledger.position();
    await leased(ledger);
    await ledger.keepList(a, [], since);
    assert.deepEqual(await known(ledger), [[number, "here"]]);
    const before = await ledger.position();
    await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
    await ledger.keepList(a, [leaseOf(number)], before);
    assert.deepEqual(await known(ledger), []);
  });

  test("it leaves a number alone while an operation on it is open", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    await begun(ledger, release);
    await begun(ledger, { ...wish, number: another });
    await ledger.keepList(a, [leaseOf(another)], await ledger.position());
    assert.deepEqual(await known(ledger), [[number, "before"]]);
  });

  test("it forgets an account's list, and no operation", async (stage) => {
    const ledger = ledgerOn(stage);
    await leased(ledger);
    await ledger.forget(a);
    assert.deepEqual(await ledger.lists(), []);
    assert.deepEqual((await ledger.spending()).running, []);
    assert.equal((await ledger.operations()).length, 1);
  });

  test("it gives an account what was known of it by its former key, when its list shows a number of it", async (stage) => {
    const ledger = ledgerOn(stage);
    const [old, now] = ["1", "2"].map((key) => ({
      identity: `example|https://api|key:${key}` as AccountIdentity,
      account: "main",
    })) as [typeof a, typeof a];
    await begun(ledger, { ...wish, ...old }, { kind: "sent" }, done());
    const open = await begun(
      ledger,
      { ...wish, ...old, number: another },
      { kind: "sent" },
      { kind: "unknown", failure: lost },
    );
    await ledger.keepList(now, [], await ledger.position());
    assert.equal((await ledger.find(open.id))?.identity, old.identity);
    await ledger.keepList(now, [leaseOf(number, "main")], await ledger.position());
    assert.equal((await ledger.find(open.id))?.identity, now.identity);
    assert.deepEqual(await known(ledger), [[number, "here"]]);
  });

  test("it gives nothing to an account that has leased the number anew, here or elsewhere", async (stage) => {
    const ledger = ledgerOn(stage);
    const [old, now] = ["1", "2"].map((key) => ({
      identity: `example|https://api|key:${key}` as AccountIdentity,
      account: "main",
    })) as [typeof a, typeof a];
    const first = await begun(ledger, { ...wish, ...old }, { kind: "sent" }, done());
    await ledger.keepList(old, [{ ...leaseOf(number), leaseId: "1" }, leaseOf(another)], 1e9);
    await ledger.keepList(now, [{ ...leaseOf(number), leaseId: "2" }], await ledger.position());
    assert.equal((await ledger.find(first.id))?.identity, old.identity);
    const anew = { ...wish, ...now, number: another };
    await begun(ledger, anew, { kind: "sent" }, done(another));
    await ledger.keepList(now, [leaseOf(another)], await ledger.position());
    assert.equal((await ledger.find(first.id))?.identity, old.identity);
  });

  test("it tells what was leased from here as that, where both lists have the number", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(b, [leaseOf(number, "b")], await ledger.position());
    await leased(ledger);
    await ledger.succeed(a, b);
    assert.deepEqual(await known(ledger), [[number, "here"]]);
    assert.equal((await ledger.lists()).length, 1);
  });

  test("it gives no account what another one holds whose name it has", async (stage) => {
    const ledger = ledgerOn(stage);
    const { id } = await leased(ledger);
    await ledger.keepList({ ...b, account: "a" }, [leaseOf(number)], await ledger.position());
    assert.equal((await ledger.find(id))?.identity, a.identity);
    await ledger.succeed(a, b);
    assert.equal((await ledger.find(id))?.identity, b.identity);
  });
}
