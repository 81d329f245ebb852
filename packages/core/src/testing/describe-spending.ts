import assert from "node:assert/strict";
import { toPrice } from "../domain/price.js";
import type { Ledger } from "../ledger/ledger.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  e164,
  leaseOf,
  ledgerOn,
  lost,
  money,
  monthly,
  number,
  operationOf,
  release,
  usd,
  request,
} from "./ledger-stage.js";

const third = e164("+14155550102");
const listed = (one = number, account = "a") => ({ ...leaseOf(one, account), price: null });
const next = { ...request, number: third, price: usd("1.00") };

/** What nobody has said the price of counts as spent: nothing is leased under a cap until somebody says it. */
export function describeUnpriced(test: StoreTest): void {
  test("it leases nothing under a monthly cap beside numbers whose price no list has said", async (stage) => {
    const ledger = ledgerOn(stage);
    ledger.connect([a, b]);
    await ledger.keepList(a, [listed(), listed(another)], 0);
    await ledger.keepList(b, [listed(e164("+13055550103"), "b")], 0);
    const held = [
      { account: "a", count: 2 },
      { account: "b", count: 1 },
    ];
    assert.deepEqual(await ledger.claim(next, monthly("50.00")), {
      kind: "unpriced",
      gap: { held },
    });
    await ledger.setCaps(monthly("50.00"));
    assert.equal((await ledger.claim(next)).kind, "unpriced");
    assert.deepEqual(
      (await ledger.spending()).unpriced.map((one) => one.account),
      ["a", "a", "b"],
    );
    // Nothing of this is about a release, or about a cap for one lease.
    operationOf(await ledger.claim(release));
    await ledger.setCaps([{ kind: "per-lease", limit: money("2.00") }]);
    operationOf(await ledger.claim(next));
  });

  test("it counts what a person says that a number costs, also after lists that say nothing", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    await ledger.keepList(a, [listed()], 0);
    assert.equal(await other.statePrice(number, usd("4.50")), true);
    await ledger.keepList(a, [listed()], await ledger.position());
    assert.deepEqual(await ledger.spending(), {
      running: [money("4.50")],
      bill: [money("4.50")],
      unpriced: [],
    });
    assert.equal((await ledger.claim(next, monthly("5.00"))).kind, "over-cap");
    // Put right.
    assert.equal(await ledger.statePrice(number, usd("3.50")), true);
    operationOf(await ledger.claim(next, monthly("5.00")));
  });

  test("it takes nobody's word for what a list says, or for a number that is not held", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(a, [leaseOf(number), { ...leaseOf(another), state: "releasing" }], 0);
    for (const one of [number, another, third])
      assert.equal(await ledger.statePrice(one, usd("0.01")), false);
    assert.deepEqual((await ledger.spending()).running, [money("2.00")]);
    await ledger.keepList(a, [listed()], await ledger.position());
    assert.equal(await ledger.statePrice(number, usd("0.50")), true);
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    assert.deepEqual((await ledger.spending()).running, [money("2.00")]);
  });

  test("it keeps the last price that was known of a number, and asks nobody for it", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(a, [leaseOf(number)], 0);
    await ledger.keepList(a, [listed()], await ledger.position());
    assert.deepEqual((await ledger.spending()).unpriced, []);
    assert.equal((await ledger.claim(next, monthly("2.50"))).kind, "over-cap");
  });

  test("it leases nothing of an unknown price under any cap, and says that it is its own", async (stage) => {
    const ledger = ledgerOn(stage);
    const part = toPrice({ currency: "USD", setup: null, recurring: "1.00", intervalMonths: 1 });
    await ledger.keepList(a, [], 0);
    for (const price of [null, part])
      for (const caps of [
        monthly("50.00"),
        [{ kind: "per-lease", limit: money("50.00") }] as const,
      ])
        assert.deepEqual(await ledger.claim({ ...request, price }, caps), {
          kind: "unpriced",
          gap: { held: [] },
        });
    operationOf(await ledger.claim({ ...request, price: null }));
  });

  test("it counts a lease of an unknown price that was begun where there was no cap", async (stage) => {
    const [free, capped] = [ledgerOn(stage), ledgerOn(stage)];
    await free.keepList(a, [], 0);
    const price = null;
    const { id } = await begun(
      free,
      { ...request, price },
      { kind: "sent" },
      { kind: "unknown", failure: lost },
    );
    const refused = { kind: "unpriced", gap: { held: [{ account: "a", count: 1 }] } };
    assert.deepEqual(await capped.claim(next, monthly("5.00")), refused);
    await free.record(id, done(number, null));
    assert.deepEqual(await capped.claim(next, monthly("5.00")), refused);
    await begun(capped, release, { kind: "sent" }, done(number, null, "released"));
    operationOf(await capped.claim(next, monthly("5.00")));
  });

  for (const [how, say] of [
    ["a person", (ledger: Ledger) => ledger.statePrice(number, usd("4.50"))],
    [
      "a list",
      async (ledger: Ledger) =>
        ledger.keepList(a, [{ ...leaseOf(number), price: usd("4.50") }], await ledger.position()),
    ],
  ] as const)
    test(`it counts the first charge of a lease whose price ${how} says only afterwards`, async (stage) => {
      const ledger = ledgerOn(stage);
      await ledger.keepList(a, [], 0);
      await begun(ledger, { ...request, price: null }, { kind: "sent" }, done(number, null));
      await say(ledger);
      await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
      const { running, bill } = await ledger.spending();
      assert.deepEqual({ running, bill }, { running: [], bill: [money("4.50")] });
      assert.equal((await ledger.claim(next, monthly("5.00"))).kind, "over-cap");
    });
}

/** What counts in one month counts there, and a clock that is wrong for a while frees nothing once it is right. */
export function describeMonths(test: StoreTest): void {
  const next = { ...request, number: another, price: usd("1.00") };
  test("it counts the month's setup fees, and those of no other month", async (stage) => {
    const november = ledgerOn(stage);
    await november.keepList(a, [], 0);
    await begun(
      november,
      { ...request, price: usd("1.00", "3.50") },
      { kind: "sent" },
      done(number, null),
    );
    const refusal = { cap: "monthly", sum: "bill", limit: money("5.00"), would: money("5.50") };
    assert.deepEqual(await november.claim(next, monthly("5.00")), { kind: "over-cap", refusal });
    const december = ledgerOn(stage, "2026-12-01");
    assert.deepEqual(await december.spending(), {
      running: [money("1.00")],
      bill: [money("1.00")],
      unpriced: [],
    });
    operationOf(await december.claim(next, monthly("5.00")));
  });

  for (const [how, days] of [
    ["is set back", ["2026-11-25", "2026-10-31"]],
    ["was set back", ["2026-11-25", "2026-10-31", "2026-11-26"]],
    ["was ahead", ["2026-11-25", "2026-12-01", "2026-11-26"]],
    ["was ahead at first", ["2027-11-25", "2026-11-25", "2026-11-26"]],
  ] as const)
    test(`it frees nothing when the clock ${how}: the last day counts what was charged on all of them`, async (stage) => {
      let charged = 0;
      for (const day of days) {
        const ledger = ledgerOn(stage, day);
        await ledger.keepList(a, [], 0);
        const one = e164(`+1305555100${charged}`);
        const price = usd("0.01", "1.00");
        await begun(ledger, { ...request, number: one, price }, { kind: "sent" }, done(one, null));
        const wanted = { ...release, number: one };
        await begun(ledger, wanted, { kind: "sent" }, done(one, null, "released"));
        charged += 1;
      }
      const ledger = ledgerOn(stage, days.at(-1));
      const bill = `${charged}.0${charged}`;
      assert.deepEqual((await ledger.spending()).bill, [money(bill)]);
      assert.equal((await ledger.claim(next, monthly(bill))).kind, "over-cap");
      operationOf(await ledger.claim(next, monthly(`${charged + 1}.0${charged}`)));
    });
}
