import { describe, expect, it } from "vitest";
import { money } from "../testing/ledger-stage.js";
import type { Price } from "./price.js";
import { lastKnownPrice, monthlyCharge } from "./spending.js";

describe("a price that leaves out what is paid again and again", () => {
  const said: Price = { setup: money("0.50"), recurring: null, intervalMonths: 12 };

  it.each([1, null])(
    "counts as what was known before, or is said of it, every %s months, and not over the months that it names",
    (intervalMonths) => {
      const before: Price = { setup: null, recurring: money("5.00"), intervalMonths };
      const price = lastKnownPrice(said, before);
      expect(price).toEqual({ setup: said.setup, recurring: before.recurring, intervalMonths });
      expect(monthlyCharge(price)).toEqual(money("5.00"));
    },
  );
});

describe("a price with an interval at which nobody charges, as an earlier version kept it", () => {
  it.each([121, 1e16])("counts every month, also once it is not said any more: %s", (odd) => {
    const before: Price = { setup: null, recurring: money("5.00"), intervalMonths: odd };
    expect(monthlyCharge(before)).toEqual(money("5.00"));
    const now = lastKnownPrice({ ...before, intervalMonths: null }, before);
    expect(now?.intervalMonths).toBeNull();
  });
});
