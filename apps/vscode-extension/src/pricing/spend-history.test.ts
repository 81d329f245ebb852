import { describe, expect, it } from "vitest";
import { e164, exampleLease, money, monthly } from "../../test/support/examples.js";
import { used } from "../../test/support/slowness.js";
import { historyCharts } from "./history-charts.js";
import { type HistoryOperation, spendHistory } from "./spend-history.js";

const now = "2026-11-26T10:00:00Z";
const lease = (at: string, change: Partial<HistoryOperation> = {}): HistoryOperation => ({
  kind: "lease",
  number: e164("+13055550100"),
  account: "first",
  price: monthly("10.00", "USD", "1.00"),
  lease: null,
  changedAt: at,
  ...change,
});
const release = (at: string, change: Partial<HistoryOperation> = {}) =>
  lease(at, { kind: "release", ...change });
const asAgreed = [exampleLease({ price: monthly("10.00", "USD", "1.00") })];
const of = (operations: readonly HistoryOperation[], leases = asAgreed) =>
  spendHistory({ operations, leases, now });
const amounts = (history: ReturnType<typeof of>) =>
  history.accounts.map(({ account, currency, amounts: all }) => [
    account,
    currency,
    Object.fromEntries(
      all.flatMap((amount, index) =>
        amount && Number(amount.amount) !== 0 ? [[history.months[index], amount.amount]] : [],
      ),
    ),
  ]);

describe("what was charged, by the ledger", () => {
  it("is setup and the first charge in the month of the lease, and a charge each month while it is held", () => {
    expect(amounts(of([lease("2026-09-10T00:00:00Z")]))).toEqual([
      ["first", "USD", { "2026-09": "11.00", "2026-10": "10.00", "2026-11": "10.00" }],
    ]);
  });

  it("ends with the release", () => {
    const operations = [lease("2026-08-10T00:00:00Z"), release("2026-10-09T00:00:00Z")];
    expect(amounts(of(operations, []))).toEqual([
      ["first", "USD", { "2026-08": "11.00", "2026-09": "10.00" }],
    ]);
    expect(of(operations, [])).toMatchObject({ sinceUnknown: 0, partlyKnown: 0 });
  });

  it("is charged by its own interval", () => {
    const price = { setup: null, recurring: money("9.00"), intervalMonths: 3 };
    const held = [exampleLease({ price })];
    expect(amounts(of([lease("2026-05-31T00:00:00Z", { price })], held))).toEqual([
      ["first", "USD", { "2026-05": "9.00", "2026-08": "9.00", "2026-11": "9.00" }],
    ]);
  });

  it("falls on a month's last day where that month has no such day", () => {
    expect(
      amounts(of([lease("2026-08-31T12:00:00Z"), release("2026-09-30T13:00:00Z")], [])),
    ).toEqual([["first", "USD", { "2026-08": "11.00", "2026-09": "10.00" }]]);
  });

  it("is known of this month alone for numbers that others have leased", () => {
    const history = of([]);
    expect(amounts(history)).toEqual([["first", "USD", { "2026-11": "10.00" }]]);
    expect(history.accounts[0]?.amounts.slice(0, -1)).toEqual(Array(11).fill(null));
    expect(history.sinceUnknown).toBe(1);
  });

  it("is the first charge alone where nobody knows when it was given back, or what it costs then", () => {
    const gone = of([lease("2026-08-10T00:00:00Z")], []);
    expect(amounts(gone)).toEqual([["first", "USD", { "2026-08": "11.00" }]]);
    expect(gone.partlyKnown).toBe(1);
    const price = { ...monthly("10.00", "USD", "1.00"), intervalMonths: null };
    const unsaid = of([lease("2026-08-10T00:00:00Z", { price })], [exampleLease({ price })]);
    expect(amounts(unsaid)).toEqual([["first", "USD", { "2026-08": "11.00" }]]);
    expect(unsaid).toMatchObject({ sinceUnknown: 0, partlyKnown: 1 });
  });

  it("is counted again for a number that was leased again, in whatever order it is told", () => {
    const operations = [
      lease("2026-10-01T00:00:00Z"),
      release("2026-09-15T00:00:00Z"),
      lease("2026-09-01T00:00:00Z"),
    ];
    expect(amounts(of(operations))).toEqual([
      ["first", "USD", { "2026-09": "11.00", "2026-10": "11.00", "2026-11": "10.00" }],
    ]);
  });

  it("is apart for each account and currency", () => {
    const other = {
      account: "second",
      number: e164("+13055550101"),
      price: monthly("2.00", "EUR", "0.00"),
    };
    const held = [exampleLease(), exampleLease({ ...other, provider: "sinch" })];
    const operations = [lease("2026-11-01T00:00:00Z"), lease("2026-11-02T00:00:00Z", other)];
    expect(amounts(of(operations, held))).toEqual([
      ["first", "USD", { "2026-11": "11.00" }],
      ["second", "EUR", { "2026-11": "2.00" }],
    ]);
  });

  it("has the setup fee that was agreed to where the answer to the lease leaves it out", () => {
    const answered = exampleLease({ price: { ...monthly("10.00"), setup: null } });
    expect(amounts(of([lease("2026-11-10T00:00:00Z", { lease: answered })]))).toEqual([
      ["first", "USD", { "2026-11": "11.00" }],
    ]);
  });

  it("goes on until what is paid for ends where others have given it back", () => {
    const ending = exampleLease({ state: "releasing", endsAt: "2026-12-10T09:00:00.000Z" });
    const history = of([lease("2026-08-10T08:00:00Z")], [ending]);
    const months = {
      "2026-08": "11.00",
      "2026-09": "10.00",
      "2026-10": "10.00",
      "2026-11": "10.00",
    };
    expect(amounts(history)).toEqual([["first", "USD", months]]);
    expect(history).toMatchObject({ sinceUnknown: 0, partlyKnown: 0 });
    const unsaid = of([lease("2026-08-10T08:00:00Z")], [{ ...ending, endsAt: null }]);
    expect(amounts(unsaid)).toEqual([["first", "USD", { "2026-08": "11.00" }]]);
    expect(unsaid.partlyKnown).toBe(1);
  });

  it("is known of a number that was given back here, until what is paid for ends", () => {
    const operations = [lease("2026-10-10T00:00:00Z"), release("2026-11-09T00:00:00Z")];
    const ending = exampleLease({ state: "releasing", endsAt: "2026-11-10T00:00:00.000Z" });
    const history = of(operations, [ending]);
    expect(amounts(history)).toEqual([["first", "USD", { "2026-10": "11.00" }]]);
    expect(history).toMatchObject({ sinceUnknown: 0, partlyKnown: 0 });
    // Leased anew since, and not from here.
    expect(of(operations, [exampleLease()]).sinceUnknown).toBe(1);
  });

  it("has this month at today's price, and says so where that is another one than was agreed to", () => {
    const dearer = exampleLease({ price: monthly("12.00") });
    const history = of([lease("2026-09-10T00:00:00Z")], [dearer]);
    expect(amounts(history)).toEqual([
      ["first", "USD", { "2026-09": "11.00", "2026-10": "10.00", "2026-11": "12.00" }],
    ]);
    expect(historyCharts(history, { title: (id) => id, locale: "en" }).notes).toEqual([
      "This month is counted to its end, as of now.",
      "For 1 number, the price is another one by now: earlier months are counted at the one that was agreed to.",
    ]);
    const first = of([lease("2026-11-10T00:00:00Z")], [dearer]);
    expect(amounts(first)).toEqual([["first", "USD", { "2026-11": "11.00" }]]);
  });

  it("takes no longer for numbers that are held for many years", async () => {
    const numbers = Array.from({ length: 2000 }, (_, index) => e164(`+1305${5_550_000 + index}`));
    const held = numbers.map((number) => exampleLease({ number, price: monthly("10.00") }));
    const since = (year: string) =>
      used(async () => {
        const operations = numbers.map((number) => lease(`${year}-11-26T00:00:00Z`, { number }));
        expect(of(operations, held).accounts[0]?.amounts.at(-1)?.amount).toBe("20000.00");
      });
    await since("2025");
    // It took ten times as long when each charge of all those years was put together.
    expect(await since("2006")).toBeLessThan(4 * (await since("2025")));
  });

  it("goes back a year, over the end of one", () => {
    const { months, accounts } = of([lease("2024-01-05T00:00:00Z")]);
    expect([months[0], months[1], months.at(-1), months.length]).toEqual([
      "2025-12",
      "2026-01",
      "2026-11",
      12,
    ]);
    expect(accounts[0]?.amounts.map((amount) => amount?.amount)).toEqual(Array(12).fill("10.00"));
  });
});

describe("the charts of it", () => {
  const words = { title: (account: string) => account.toUpperCase(), locale: "en" };

  it("have a line for each account, and one for those that have none of their own", () => {
    const leases = Array.from({ length: 9 }, (_, index) =>
      exampleLease({ account: `a${index}`, price: monthly(`${index + 1}.00`) }),
    );
    const { charts } = historyCharts(of([], leases), words);
    expect(charts[0]?.series.map(({ mark, name, texts }) => [mark, name, texts.at(-1)])).toEqual([
      ["A", "A8", "$9.00"],
      ["B", "A7", "$8.00"],
      ["C", "A6", "$7.00"],
      ["D", "A5", "$6.00"],
      ["E", "A4", "$5.00"],
      ["F", "Other accounts", "$10.00"],
    ]);
  });

  it("call an account by the same letter in every currency", () => {
    const leases = [
      exampleLease({ account: "one" }),
      exampleLease({ account: "two", price: monthly("1.00", "EUR") }),
      exampleLease({ account: "one", number: e164("+13055550101"), price: monthly("2.00", "EUR") }),
    ];
    const { charts } = historyCharts(of([], leases), words);
    expect(charts.map(({ series }) => series.map(({ mark, name }) => mark + name))).toEqual([
      ["AONE"],
      ["BTWO", "AONE"],
    ]);
  });

  it("say what they leave out", () => {
    expect(historyCharts(of([]), words).notes).toEqual([
      "This month is counted to its end, as of now.",
      "For 1 number, the ledger does not say since when: only this month is counted.",
    ]);
    expect(historyCharts(of([], []), words)).toEqual({
      charts: [],
      notes: ["What is charged shows here once a number is leased."],
    });
  });
});
