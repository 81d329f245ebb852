import assert from "node:assert/strict";
import {
  type StoreTest,
  a,
  another,
  begun,
  done,
  leaseOf,
  ledgerOn,
  money,
  number,
  release,
  usd,
  request,
} from "./ledger-stage.js";

/** What was charged in a month for a number that is given back in it stays in its bill, as far as the provider says when. */
export function describeRenewals(test: StoreTest): void {
  const cases = [
    { when: "this month", next: "2026-12-20", months: 1, bill: ["2.00"] },
    { when: "this month, in a price for a year", next: "2027-11-03", months: 12, bill: ["2.00"] },
    { when: "perhaps this month", next: "2026-12-20", months: null, bill: ["2.00"] },
    { when: "by now, as it was due", next: "2026-11-20", months: 1, bill: ["2.00"] },
    { when: "last month", next: "2026-11-28", months: 1, bill: [] },
    { when: "last year", next: "2027-01-02", months: 12, bill: [] },
  ] as const;
  for (const { when, next: day, months, bill } of cases)
    for (const how of ["at once", "at its period's end"])
      test(`it counts what a number held before was charged ${when}, once it is given back ${how}`, async (stage) => {
        const ledger = ledgerOn(stage);
        const price = { ...usd("2.00"), intervalMonths: months };
        const lease = { ...leaseOf(number), price, nextChargeAt: `${day}T00:00:00.000Z` };
        await ledger.keepList(a, [lease], 0);
        const state = how === "at once" ? "released" : "releasing";
        const wanted = { ...release, lease };
        await begun(ledger, wanted, { kind: "sent" }, done(number, null, state));
        await ledger.keepList(a, [], await ledger.position());
        await ledger.keepList(a, [], await ledger.position());
        const spending = await ledger.spending();
        assert.deepEqual(spending.running, []);
        assert.deepEqual(
          spending.bill,
          bill.map((amount) => money(amount)),
        );
        const december = await ledgerOn(stage, "2026-12-01").spending();
        assert.deepEqual(december.bill, []);
      });

  test("it counts once what a number was charged that was leased this month, too", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(a, [], 0);
    await begun(ledger, request, { kind: "sent" }, done());
    const lease = { ...leaseOf(number), nextChargeAt: "2026-12-25T00:00:00.000Z" };
    const wanted = { ...release, lease };
    await begun(ledger, wanted, { kind: "sent" }, done(number, null, "released"));
    assert.deepEqual((await ledger.spending()).bill, [money("2.00")]);
  });

  test("it counts one that is to end, and is charged again before that", async (stage) => {
    const ledger = ledgerOn(stage);
    const nextChargeAt = "2026-12-01T00:00:00.000Z";
    const ending = { ...leaseOf(number), state: "releasing", nextChargeAt } as const;
    const later = { ...ending, endsAt: "2099-01-01T00:00:00.000Z" };
    await ledger.keepList(a, [later, { ...ending, number: another, endsAt: nextChargeAt }], 0);
    assert.deepEqual((await ledger.spending()).running, [money("2.00")]);
    const wanted = { ...release, lease: leaseOf(number) };
    const ended = { kind: "committed", lease: later, how: "answered" } as const;
    await begun(ledger, wanted, { kind: "sent" }, ended);
    assert.deepEqual((await ledger.spending()).running, [money("2.00")]);
  });
}
