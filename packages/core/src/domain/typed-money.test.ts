import { expect, it } from "vitest";
import { readMoney } from "./typed-money.js";

it.each(["2.00 USD", "  2\tusd ", "2.0 Usd"])("takes “%s” for an amount", (typed) => {
  expect(readMoney(typed)).toEqual({ amount: "2.00", currency: "USD" });
});

it.each([
  "",
  "2.00",
  "USD",
  "USD 2.00",
  "2.00USD",
  "2,00 USD",
  "-2 USD",
  "2 USD a month",
  "$2 USD",
])("takes “%s” for none", (typed) => {
  expect(readMoney(typed)).toBeNull();
});
