import { type Offer, toMoney } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { e164, exampleOffer, monthly } from "../../test/support/examples.js";
import { type OfferOrder, placesInOrder } from "./offer-order.js";

const order = (by: Exclude<OfferOrder, "found">, ...offers: readonly Partial<Offer>[]) => [
  ...placesInOrder(offers.map(exampleOffer), by, "en"),
];
const every = (months: number, amount: string) => ({
  setup: toMoney("0", "USD"),
  recurring: toMoney(amount, "USD"),
  intervalMonths: months,
});

describe("found offers in an order", () => {
  it("by price are the cheapest first by the month, each currency by itself, and those without one last", () => {
    const found = order(
      "price",
      { price: null },
      { price: monthly("10.00") },
      { price: monthly("2.00") },
      { price: monthly("9.00", "EUR") },
      // Less than 3.34 a month, though it does not divide evenly.
      { price: every(3, "10.00") },
      { price: monthly("3.34") },
      { price: { ...monthly("1.00"), intervalMonths: null } },
    );
    expect(found).toEqual([3, 2, 4, 5, 1, 0, 6]);
  });

  it("by price are told apart by what is paid once", () => {
    const [dear, cheap] = [monthly("2.00", "USD", "5.00"), monthly("2.00", "USD", "1.00")];
    expect(order("price", { price: dear }, { price: cheap })).toEqual([1, 0]);
  });

  it("by place are as a dictionary has them, and those without one last", () => {
    const places = ["Örebro", null, "Malmö", "orlando", "Miami, FL", "Paris 10", "Paris 9"];
    const found = order("place", ...places.map((place) => ({ place })));
    expect(found).toEqual([2, 4, 0, 3, 6, 5, 1]);
  });

  it("by number are from the smallest to the greatest", () => {
    const numbers = ["+13055550102", "+12025550134", "+13055550101"];
    expect(order("number", ...numbers.map((number) => ({ number: e164(number) })))).toEqual([
      1, 2, 0,
    ]);
  });

  it("stay as they came where they are alike", () => {
    for (const by of ["price", "place", "number"] as const)
      expect(order(by, {}, {}, {})).toEqual([0, 1, 2]);
  });
});
