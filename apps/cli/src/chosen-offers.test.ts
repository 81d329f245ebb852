import { type Offer, toE164, toMoney } from "@leaseline/core";
import { expect, it } from "vitest";
import { type Sorting, maybeMore, sorted } from "./chosen-offers.js";

function offer(name: string, changes: Partial<Offer>): Offer {
  const number = toE164(`+1305555010${name}`);
  if (!number) throw new Error(name);
  return {
    number,
    account: "a",
    provider: "p",
    country: "US",
    type: null,
    features: [],
    price: null,
    requirements: "unknown",
    leasable: true,
    place: null,
    carrier: null,
    reputation: null,
    ...changes,
  };
}

const costing = (name: string, amount: string, months: number, currency = "USD", setup = "0") =>
  offer(name, {
    price: {
      setup: toMoney(setup, currency),
      recurring: toMoney(amount, currency),
      intervalMonths: months,
    },
  });

const order = (offers: readonly Offer[], by: Sorting | undefined) =>
  sorted(offers, by).map(({ number }) => number.at(-1));

it("sorts by what a month costs, then by what is paid once; currencies apart, and what nobody knows last", () => {
  const offers = [
    offer("0", {}),
    costing("1", "6.00", 3),
    costing("2", "2.50", 1),
    costing("3", "2.00", 1, "USD", "1.00"),
    costing("4", "9.00", 1, "EUR"),
  ];
  expect(order(offers, "price")).toEqual(["4", "1", "3", "2", "0"]);
});

it("sorts what is paid by the year beside what is paid by the month", () => {
  const offers = [costing("1", "0.80", 1), costing("2", "10.00", 12), costing("3", "0.80", 12)];
  expect(order(offers, "price")).toEqual(["3", "1", "2"]);
});

it("sorts by place, and by number", () => {
  const offers = [
    offer("2", { place: "Miami, FL" }),
    offer("1", { place: null }),
    offer("3", { country: "SE", place: "Älmhult" }),
    offer("0", { place: "Austin, TX" }),
    offer("5", { country: "FR", place: "Paris 10" }),
    offer("4", { country: "FR", place: "Paris 9" }),
  ];
  expect(order(offers, "place")).toEqual(["4", "5", "3", "0", "2", "1"]);
  expect(order(offers, "number")).toEqual(["0", "1", "2", "3", "4", "5"]);
  expect(order(offers, undefined)).toEqual(["2", "1", "3", "0", "5", "4"]);
});

it("says of an account that has answered with as many as it was asked for that it may have more", () => {
  const of = (account: string, count: number) =>
    Array.from({ length: count }, () => offer("0", { account }));
  const offers = [...of("cut", 3), ...of("whole", 2)];
  expect(maybeMore(offers, [{ id: "cut" }, { id: "whole" }, { id: "none" }], 3)).toEqual([
    {
      account: "cut",
      reason: "limit",
      count: null,
      message: "cut was asked for 3 offers, and may have more.",
    },
  ]);
});
