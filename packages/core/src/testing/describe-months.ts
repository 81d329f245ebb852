import assert from "node:assert/strict";
import {
  type StoreTest,
  a,
  another,
  begun,
  done,
  e164,
  ledgerOn,
  money,
  monthly,
  number,
  operationOf,
  release,
  usd,
  wish,
} from "./ledger-stage.js";

const next = { ...wish, number: another, price: usd("1.00") };

/** What counts in one month counts there, and a clock that is wrong for a while frees nothing once it is right. */
export function describeMonths(test: StoreTest): void {
  test("it counts the month's setup fees, and those of no other month", async (stage) => {
    const november = ledgerOn(stage);
    await november.keepList(a, [], 0);
    await begun(
      november,
      { ...wish, price: usd("1.00", "3.50") },
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
        await begun(ledger, { ...wish, number: one, price }, { kind: "sent" }, done(one, null));
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
