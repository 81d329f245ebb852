import { type Price, toMoney } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { CommandError } from "./command-error.js";
import { type ExpectedFlags, checkExpected, consentFlags, expectedPrice } from "./consent.js";

const usd = (amount: string) => toMoney(amount, "USD");
const monthly: Price = { setup: usd("0"), recurring: usd("2.00"), intervalMonths: 1 };

const kindOf = (price: Price | null, flags: ExpectedFlags) => {
  try {
    checkExpected(price, expectedPrice(flags));
    return "agreed";
  } catch (error) {
    if (error instanceof CommandError) return error.failure.kind;
    throw error;
  }
};

const prices: readonly [string, Price | null][] = [
  ["a plain one", monthly],
  ["one with something paid once", { ...monthly, setup: usd("1.99") }],
  ["one every three months", { ...monthly, intervalMonths: 3 }],
  ["one whose interval is not said", { ...monthly, intervalMonths: null }],
  ["one whose setup is not said", { ...monthly, setup: null }],
  ["one of which only the setup is said", { ...monthly, recurring: null }],
  ["none", null],
];

describe("the flags for a price", () => {
  it.each(prices)("agree to it, and to no other: %s", (name, price) => {
    const flags = flagsOf(consentFlags(price));
    expect(kindOf(price, flags)).toBe("agreed");
    for (const [other, another] of prices)
      if (other !== name) expect([other, kindOf(another, flags)]).toEqual([other, "price-differs"]);
  });
});

it("takes the amount for what it is, and not for how it is written", () => {
  for (const expectPrice of ["2.00 USD", "2 usd", " 2.000  USD "])
    expect(kindOf(monthly, { expectPrice })).toBe("agreed");
});

it("wants an amount to be one", () => {
  for (const expectPrice of ["", "2.00", "USD 2.00", "$2.00", "-2.00 USD", "2.00 USD each"])
    expect(kindOf(monthly, { expectPrice })).toBe("usage");
});

it("wants what is said beside the price to be well said, whatever the price is", () => {
  for (const expectPrice of ["2.00 USD", "3.00 USD", undefined]) {
    for (const expectMonths of ["", "0", "-1", "1.5", "1e1", "NaN", "１", " 1", "01", "a year"])
      expect(kindOf(monthly, { expectPrice, expectMonths })).toBe("usage");
    expect(kindOf(monthly, { expectPrice, expectSetup: "cheap" })).toBe("usage");
  }
});

it("holds to what is said, and leaves the rest to the quote", () => {
  const dear = { ...monthly, setup: usd("1.99") };
  expect(kindOf(dear, { expectPrice: "2.00 USD" })).toBe("agreed");
  expect(kindOf(dear, { expectPrice: "2.00 USD", expectSetup: "0 USD" })).toBe("price-differs");
  expect(kindOf({ ...monthly, intervalMonths: 3 }, { expectPrice: "2 USD" })).toBe("agreed");
});

it("takes nothing for agreed to that nobody knows", () => {
  expect(kindOf({ ...monthly, setup: null }, { expectPrice: "2.00 USD" })).toBe("price-differs");
  expect(kindOf(null, { expectPrice: "unknown" })).toBe("price-differs");
});

it("takes nothing for agreed to that was not said", () => {
  expect(kindOf(monthly, {})).toBe("consent-missing");
  expect(kindOf(null, {})).toBe("consent-missing");
});

function flagsOf(line: string): ExpectedFlags {
  const value = (flag: string) => new RegExp(`${flag} (?:"([^"]+)"|(\\S+))`).exec(line);
  const said = (flag: string) => value(flag)?.[1] ?? value(flag)?.[2];
  return {
    expectPrice: said("--expect-price"),
    expectSetup: said("--expect-setup"),
    expectMonths: said("--expect-months"),
  };
}
