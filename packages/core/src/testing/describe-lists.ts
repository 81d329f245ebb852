import assert from "node:assert/strict";
import { multiplyMoney } from "../domain/money.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  known,
  leaseOf,
  leased,
  ledgerOn,
  money,
  number,
  release,
  request,
  usd,
} from "./ledger-stage.js";

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

  test("it writes down a lease, and a list, that together come to more than one amount can be", async (stage) => {
    const ledger = ledgerOn(stage);
    const most = money("999999999999999");
    const price = usd(most.amount);
    const sum = multiplyMoney(most, 2);
    await ledger.keepList(a, [{ ...leaseOf(another), price }], await ledger.position());
    await begun(ledger, request, { kind: "sent" }, done(number, price));
    const both = [number, another].map((one) => ({ ...leaseOf(one), price, label: "Support" }));
    await ledger.keepList(a, both, await ledger.position());
    assert.deepEqual((await ledger.spending()).running, [sum]);
  });

  for (const isWhole of [true, false])
    test(`it says so of one that knows no account, until one was read: whole ${isWhole}`, async (stage) => {
      const ledger = ledgerOn(stage);
      ledger.connect([a]);
      const store = stage.open();
      await store.write(async (records) => records.setRewoundAt(await records.advance()));
      await store.close();
      assert.equal((await ledger.status()).rewound, true);
      assert.equal((await ledger.claim(request, [])).kind, "unlisted");
      await ledger.keepList(a, [], await ledger.position(), { isWhole });
      assert.equal((await ledger.status()).rewound, false);
      assert.equal((await ledger.claim(request, [])).kind, "claimed");
    });

  test("it takes no number for held that lists lack of which not all can be read", async (stage) => {
    const ledger = ledgerOn(stage);
    await leased(ledger);
    for (const _ of [1, 2])
      await ledger.keepList(a, [], await ledger.position(), { isWhole: false });
    assert.equal(await ledger.standing(request), null);
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

  test("it takes two lists that were read at the same moment for one, and believes that which has the number", async (stage) => {
    const ledger = ledgerOn(stage);
    await leased(ledger);
    // Two windows read what the provider does not show yet.
    const since = await ledger.position();
    for (const _ of ["one", "other"]) await ledger.keepList(a, [], since);
    assert.deepEqual((await ledger.spending()).running, [money("2.00")]);
    assert.equal((await ledger.standing(request))?.kind, "done");
    await ledger.keepList(a, [leaseOf(number)], since);
    assert.deepEqual(await known(ledger), [[number, "here"]]);
  });

  for (const isWhole of [true, false])
    test(`it lets no list bring back what one that was begun later lacks: whole ${isWhole}`, async (stage) => {
      const ledger = ledgerOn(stage);
      await leased(ledger);
      const since = await ledger.position();
      await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
      await ledger.keepList(a, [], await ledger.position(), { isWhole });
      await ledger.keepList(a, [leaseOf(number)], since);
      assert.deepEqual(await known(ledger), []);
      assert.deepEqual((await ledger.spending()).running, []);
      assert.equal((await ledger.standing(release))?.kind, "done");
    });

  test("it leaves a number alone while an operation on it is open", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    await begun(ledger, release);
    await begun(ledger, { ...request, number: another });
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
}
