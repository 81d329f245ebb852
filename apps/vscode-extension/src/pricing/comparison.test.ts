import { expect, it } from "vitest";
import { e164, exampleOffer, monthly, money } from "../../test/support/examples.js";
import { compareOffers } from "./comparison.js";

const offers = (...prices: readonly (ReturnType<typeof monthly> | null)[]) =>
  prices.map((price, index) => exampleOffer({ price, number: e164(`+1305555010${index}`) }));

it("adds setup and every charge, exactly", () => {
  const { charts } = compareOffers(offers(monthly("0.10", "USD", "0.20")), "en");
  const [line] = charts[0]?.series ?? [];
  expect([line?.texts[0], line?.texts[2], line?.texts[11], line?.texts[23]]).toEqual([
    "$0.30",
    "$0.50",
    "$1.40",
    "$2.60",
  ]);
  expect(charts[0]?.points).toHaveLength(24);
});

it("charges by the year where that is how it is charged", () => {
  const yearly = { setup: money("1.00"), recurring: money("12.00"), intervalMonths: 12 };
  const [line] = compareOffers(offers(yearly), "en").charts[0]?.series ?? [];
  expect([line?.values[0], line?.values[11], line?.values[12], line?.values[23]]).toEqual([
    13, 13, 25, 25,
  ]);
});

it("has a chart for each currency, and each offer the same letter and line in all", () => {
  const { charts } = compareOffers(
    offers(monthly("5.00"), monthly("4.00", "EUR"), monthly("3.00")),
  );
  expect(
    charts.map(({ currency, series }) => [
      currency,
      series.map(({ mark, line }) => `${mark}${line}`),
    ]),
  ).toEqual([
    ["USD", ["A0", "C2"]],
    ["EUR", ["B1"]],
  ]);
});

it("draws nothing of a price that is not whole, and says of which number", () => {
  const unsaid = { ...monthly("5.00"), intervalMonths: null };
  const mixed = { ...monthly("5.00"), setup: money("1.00", "EUR") };
  const { charts, notes } = compareOffers(offers(null, unsaid, mixed, monthly("5.00")));
  expect(charts.flatMap(({ series }) => series.map(({ mark }) => mark))).toEqual(["D"]);
  expect(notes).toHaveLength(3);
  expect(notes[0]).toBe("A +1 305 555 0100 is in no chart: its price is incomplete.");
});

it("says in words what is to be seen", () => {
  expect(compareOffers(offers(monthly("19.99")), "en").charts[0]?.description).toBe(
    "A +1 305 555 0100: $242.87 after 12 months, $482.75 after 24.",
  );
});
