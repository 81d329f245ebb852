import { type SpendCap, toMoney } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import { changedCaps, isLoosened } from "./caps.js";

const monthly = (amount: string, currency = "USD") => cap("monthly", amount, currency);
const perLease = (amount: string, currency = "USD") => cap("per-lease", amount, currency);

describe("caps are changed", () => {
  it.each<[string, readonly SpendCap[], Parameters<typeof changedCaps>[2], readonly SpendCap[]]>([
    ["where there were none", [], { monthly: "5" }, [monthly("5")]],
    ["in their place", [monthly("5")], { monthly: "7.50" }, [monthly("7.50")]],
    ["beside others", [monthly("5", "EUR")], { monthly: "7" }, [monthly("5", "EUR"), monthly("7")]],
    [
      "of one kind",
      [monthly("5"), perLease("1")],
      { perLease: "2" },
      [monthly("5"), perLease("2")],
    ],
    ["and taken away", [monthly("5"), perLease("1")], { monthly: null }, [perLease("1")]],
  ])("%s", (_, before, changes, after) => {
    expect(changedCaps(before, "usd", changes)).toEqual(after);
  });

  it.each(["-1", "1e3", "5,00", "NaN", "", "٥", "1 000"])("not to %j, which is none", (amount) => {
    expect(() => changedCaps([], "USD", { monthly: amount })).toThrow(/no amount of money/);
  });

  it.each(["US", "USDX", "$", ""])("not in %j, which is no currency", (currency) => {
    expect(() => changedCaps([], currency, { monthly: "5" })).toThrow(/no currency/);
  });
});

describe("more can be spent", () => {
  it.each<[boolean, string, readonly SpendCap[], readonly SpendCap[]]>([
    [true, "with a higher cap", [monthly("5")], [monthly("5.01")]],
    [false, "not with a lower one", [monthly("5")], [monthly("4.99")]],
    [false, "not with the same one", [monthly("5")], [monthly("5.00")]],
    [false, "not with the first one", [], [monthly("5")]],
    [true, "without the last one of its kind", [monthly("5"), perLease("1")], [perLease("1")]],
    [true, "in a currency that was blocked", [monthly("5")], [monthly("5"), monthly("1", "EUR")]],
    [false, "not in one that is now", [monthly("5"), monthly("1", "EUR")], [monthly("5")]],
    [
      true,
      "when one is lower and one higher",
      [monthly("5"), perLease("1")],
      [monthly("4"), perLease("2")],
    ],
    [true, "in another currency instead", [monthly("5")], [monthly("5", "EUR")]],
  ])("%s: %s", (loosened, _, before, after) => {
    expect(isLoosened(before, after)).toBe(loosened);
  });
});

function cap(kind: SpendCap["kind"], amount: string, currency: string): SpendCap {
  const limit = toMoney(amount, currency);
  if (!limit) throw new Error("no money");
  return { kind, limit };
}
