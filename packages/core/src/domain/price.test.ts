import { describe, expect, it } from "vitest";
import { comparePrices, costOver, formatRecurring, samePrice, toPrice } from "./price.js";

type Said = Parameters<typeof toPrice>[0];

const said = (changes: Partial<Said> = {}): Said => ({
  currency: "USD",
  setup: "2.99",
  recurring: "19.99",
  intervalMonths: 1,
  ...changes,
});

describe("putting a price together", () => {
  it("keeps what the provider said", () => {
    expect(toPrice(said())).toEqual({
      setup: { amount: "2.99", currency: "USD" },
      recurring: { amount: "19.99", currency: "USD" },
      intervalMonths: 1,
    });
  });

  it("has null for what the provider did not say, and never 0", () => {
    expect(toPrice(said({ setup: null }))).toMatchObject({ setup: null });
    expect(toPrice(said({ recurring: undefined }))).toMatchObject({ recurring: null });
  });

  it.each([
    ["setup", { setup: -1 }],
    ["recurring", { recurring: "-0.01" }],
    ["currency", { currency: "dollars" }],
  ])("is none at all when its %s is not valid", (_name, change) => {
    expect(toPrice(said(change))).toBeNull();
  });

  it("is none when nothing was said, or no currency", () => {
    expect(toPrice(said({ setup: null, recurring: null }))).toBeNull();
    expect(toPrice(said({ currency: null }))).toBeNull();
  });

  it.each([0, null, undefined, -1, 1.5, Number.NaN, 121, 1e16])(
    "takes an interval of %s for not said",
    (intervalMonths) => {
      expect(toPrice(said({ intervalMonths }))).toMatchObject({ intervalMonths: null });
    },
  );
});

describe("the cost over a time", () => {
  it.each([
    [1, "242.87"],
    [3, "82.95"],
    [12, "22.98"],
    [24, "22.98"],
    [5, "62.96"],
  ])("of 12 months at a charge every %i is %s", (intervalMonths, amount) => {
    expect(costOver(price({ intervalMonths }), 12)).toEqual({ amount, currency: "USD" });
  });

  it("is unknown without setup, recurring price or interval", () => {
    expect(costOver(price({ setup: null }), 12)).toBeNull();
    expect(costOver(price({ recurring: null }), 12)).toBeNull();
    expect(costOver(price({ intervalMonths: 0 }), 12)).toBeNull();
  });

  it("is unknown when setup and recurring price have two currencies", () => {
    const { setup } = price({ currency: "EUR" });
    expect(costOver({ ...price(), setup }, 12)).toBeNull();
  });
});

describe("the same price", () => {
  it("may be written in other digits", () => {
    expect(samePrice(price({ recurring: "0.8" }), price({ recurring: "0.80" }))).toBe(true);
  });

  it.each([
    { setup: "3.00" },
    { setup: null },
    { recurring: "20.00" },
    { intervalMonths: 12 },
    { intervalMonths: 0 },
    { currency: "CAD" },
  ])("is not one with %j", (change) => {
    expect(samePrice(price(), price(change))).toBe(false);
  });
});

describe("showing a recurring price", () => {
  it.each([
    [{}, "$19.99/mo"],
    [{ intervalMonths: 12 }, "$19.99/yr"],
    [{ intervalMonths: 3 }, "$19.99 every 3 months"],
    [{ intervalMonths: 0 }, "$19.99, interval not said"],
    [{ recurring: null }, "—"],
  ])("with %j gives %s", (change, text) => {
    expect(formatRecurring(price(change), "en-US")).toBe(text);
  });

  it("that is not known gives a dash", () => {
    expect(formatRecurring(null)).toBe("—");
  });
});

function price(changes: Partial<Said> = {}) {
  const made = toPrice(said(changes));
  if (!made) throw new Error("no price");
  return made;
}

describe("prices in order", () => {
  const order = (...saids: readonly Partial<Said>[]) =>
    saids
      .map((changes, place) => ({ place, price: toPrice(said({ setup: "0", ...changes })) }))
      .toSorted((left, right) => comparePrices(left.price, right.price))
      .map(({ place }) => place);

  it("are by what a month costs, also where that does not divide evenly", () => {
    expect(
      order(
        { recurring: "0.80" },
        { recurring: "10.00", intervalMonths: 12 },
        { recurring: "0.80", intervalMonths: 12 },
        { recurring: "0.07" },
        { recurring: "0.06" },
      ),
    ).toEqual([4, 2, 3, 0, 1]);
  });

  it("are then by what is paid once, and what is not said comes last", () => {
    expect(
      order(
        { recurring: null },
        { recurring: "0.10", intervalMonths: null },
        { recurring: "2.00", setup: null },
        { recurring: "24.00", intervalMonths: 12, setup: "2.00" },
        { recurring: "2.00", setup: "1.00" },
      ),
    ).toEqual([4, 3, 2, 0, 1]);
  });

  it("keep currencies apart", () => {
    expect(order({ recurring: "1.00" }, { recurring: "9.00", currency: "EUR" })).toEqual([1, 0]);
  });
});
