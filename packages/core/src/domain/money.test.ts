import { describe, expect, it } from "vitest";
import {
  type Money,
  addMoney,
  compareMoney,
  divideMoneyUp,
  formatLimit,
  formatMoney,
  multiplyMoney,
  readMoney,
  roundUpMoney,
  sameMoney,
  toMoney,
  totalsByCurrency,
} from "./money.js";

describe("reading an amount", () => {
  it.each([
    ["19.99", "USD", "19.99"],
    ["0.8", "USD", "0.80"],
    ["0.80", "USD", "0.80"],
    ["2", "USD", "2.00"],
    ["0", "EUR", "0.00"],
    ["0.0075", "USD", "0.0075"],
    ["200", "JPY", "200"],
    ["200.00", "JPY", "200"],
    ["1.5", "KWD", "1.500"],
    ["007", "USD", "7.00"],
    ["123456789012345.123456789", "USD", "123456789012345.123456789"],
    [2.99, "USD", "2.99"],
    [Number("59.969999999999995"), "USD", "59.97"],
    [0.1 + 0.2, "USD", "0.30"],
    [999_999_999.999, "KWD", "999999999.999"],
    [0, "USD", "0.00"],
    [-0, "USD", "0.00"],
    [1200, "JPY", "1200"],
  ])("takes %j %s for %s", (amount, currency, exact) => {
    expect(toMoney(amount, currency)).toEqual({ amount: exact, currency });
  });

  it.each([
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number("1e400"),
    1e21,
    1e-7,
    "-1",
    "+1",
    "1e3",
    "1e400",
    "NaN",
    "Infinity",
    "",
    " 1",
    "1,50",
    "1.",
    ".5",
    "0x10",
    "$1",
    "１２",
    "1.1234567890",
    "1234567890123456",
  ])("refuses %j", (amount) => {
    expect(toMoney(amount, "USD")).toBeNull();
  });

  it.each(["", "US", "USDT", "$", "U1D", "uß"])("refuses the currency “%s”", (currency) => {
    expect(toMoney("1", currency)).toBeNull();
  });

  it.each([undefined, null, {}, [], Symbol("1"), 1n, true])(
    "refuses what is no text: %o",
    (odd) => {
      // As a program without types may.
      expect([toMoney(odd as string, "USD"), toMoney("1", odd as string)]).toEqual([null, null]);
    },
  );

  it("reads a currency in small letters", () => {
    expect(toMoney("1", "usd")).toEqual(usd("1"));
    expect(toMoney("1", "Eur")).toEqual(money("1", "EUR"));
  });

  it.each([
    ["JPY", "2"],
    ["HUF", "2.00"],
    ["COP", "2.00"],
    ["IQD", "2.000"],
    ["CLF", "2.0000"],
  ])("has the minor units of ISO 4217 for %s", (currency, amount) => {
    expect(toMoney("2", currency)?.amount).toBe(amount);
  });
});

describe("counting with money", () => {
  it("is exact", () => {
    const total = addMoney(usd("0.10"), usd("0.20"));
    expect(total).toEqual(usd("0.30"));
    expect(multiplyMoney(usd("19.99"), 12)).toEqual(usd("239.88"));
    expect(addMoney(usd("999999999999999.99"), usd("0.01"))).toEqual({
      amount: "1000000000000000.00",
      currency: "USD",
    });
  });

  it("never adds two currencies", () => {
    expect(() => addMoney(usd("1"), money("1", "EUR"))).toThrow(RangeError);
  });

  it("has one total for each currency, in the order in which they come", () => {
    const totals = totalsByCurrency([usd("1.10"), money("200", "JPY"), usd("2.20")]);
    expect(totals).toEqual([usd("3.30"), money("200", "JPY")]);
  });

  it("has no total of nothing", () => {
    expect(totalsByCurrency([])).toEqual([]);
  });
});

describe("comparing money", () => {
  it("goes by the amount and not by how it is written", () => {
    expect(sameMoney(usd("0.8"), usd("0.80"))).toBe(true);
  });

  it("tells apart amounts, currencies and what was not said", () => {
    expect(sameMoney(usd("0.80"), usd("0.81"))).toBe(false);
    expect(sameMoney(usd("1"), money("1", "EUR"))).toBe(false);
    expect(sameMoney(usd("0"), null)).toBe(false);
    expect(sameMoney(null, null)).toBe(true);
  });

  it("sorts by amount within a currency", () => {
    const sorted = [usd("10"), money("1", "EUR"), usd("9.99")].toSorted(compareMoney);
    expect(sorted).toEqual([money("1", "EUR"), usd("9.99"), usd("10")]);
    expect(compareMoney(usd("1"), usd("1.00"))).toBe(0);
  });
});

describe("what is no money", () => {
  const functions: Record<string, (odd: Money) => readonly (() => unknown)[]> = {
    addMoney: (odd: Money) => [() => addMoney(odd, usd("1")), () => addMoney(usd("1"), odd)],
    compareMoney: (odd: Money) => [
      () => compareMoney(odd, usd("1")),
      () => compareMoney(usd("1"), odd),
    ],
    sameMoney: (odd: Money) => [() => sameMoney(odd, usd("1")), () => sameMoney(usd("1"), odd)],
    multiplyMoney: (odd: Money) => [() => multiplyMoney(odd, 1)],
    divideMoneyUp: (odd: Money) => [() => divideMoneyUp(odd, 1)],
    roundUpMoney: (odd: Money) => [() => roundUpMoney(odd)],
    formatMoney: (odd: Money) => [() => formatMoney(odd, "en-US")],
    formatLimit: (odd: Money) => [() => formatLimit(odd, "en-US")],
    totalsByCurrency: (odd: Money) => [() => totalsByCurrency([odd])],
  };
  const odd: readonly unknown[] = [
    undefined,
    7,
    "1.00 USD",
    {},
    [],
    { amount: "1.00" },
    { amount: "1.00", currency: null },
    { amount: 1, currency: "USD" },
    ...["-1.00", "1,00", "1e3", "0x10", "", " 1", "1.", "1.0000000001"].map((amount) => ({
      amount,
      currency: "USD",
    })),
  ];

  it.each(Object.entries(functions))("is refused by %s in plain words", (_, callsWith) => {
    // As an adapter, or a program without types, may give it.
    for (const call of odd.flatMap((one) => callsWith(one as Money)))
      expect(call).toThrow(new RangeError("What was given is no amount of money"));
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, undefined, null, "2"])(
    "is not made by taking an amount %s times, or by dividing it so",
    (odd) => {
      const isRefused = expect.objectContaining({
        name: "RangeError",
        message: expect.stringMatching(/has to be a whole number/),
      });
      expect(() => multiplyMoney(usd("1"), odd as number)).toThrow(isRefused);
      expect(() => divideMoneyUp(usd("1"), odd as number)).toThrow(isRefused);
    },
  );

  it("is not made by dividing by nothing, and an amount taken no times is none", () => {
    expect(() => divideMoneyUp(usd("1"), 0)).toThrow(/has to be a whole number/);
    expect(multiplyMoney(usd("1"), 0)).toEqual(usd("0"));
  });
});

describe("showing money", () => {
  it.each([
    [usd("19.99"), "en-US", "$19.99"],
    [usd("1234567.5"), "en-US", "$1,234,567.50"],
    [money("200", "JPY"), "en-US", "¥200"],
    [money("1.5", "KWD"), "en-US", "KWD\u00a01.500"],
    [money("3.5", "EUR"), "de-DE", "3,50\u00a0€"],
  ])("writes %j in %s as %s", (amount, locale, text) => {
    expect(formatMoney(amount, locale)).toBe(text);
  });

  it("writes whole minor units, and no less than what is charged", () => {
    expect(formatMoney(usd("14.526666669"), "en-US")).toBe("$14.53");
    expect(formatMoney(usd("0.00751"), "en-US")).toBe("$0.01");
    expect(formatMoney(money("199.000000001", "JPY"), "en-US")).toBe("¥200");
    expect(formatMoney(money("1.0001", "KWD"), "en-US")).toBe("KWD\u00a01.001");
    expect(roundUpMoney(usd("14.526666669"))).toEqual(usd("14.53"));
    expect(roundUpMoney(usd("14.53"))).toEqual(usd("14.53"));
  });

  it("writes a limit as it holds, with every digit", () => {
    expect(formatLimit(usd("1.005"), "en-US")).toBe("$1.005");
    expect(formatLimit(usd("5"), "en-US")).toBe("$5.00");
    expect(formatLimit(money("0.123456789", "EUR"), "de-DE")).toBe("0,123456789\u00a0€");
    expect(formatLimit(money("100.5", "JPY"), "en-US")).toBe("¥100.5");
  });

  it("keeps every digit of a large amount", () => {
    expect(formatMoney(usd("123456789012345.67"), "en-US")).toBe("$123,456,789,012,345.67");
  });
});

describe("an amount as a person types it", () => {
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
});

function money(amount: string, currency: string): Money {
  const made = toMoney(amount, currency);
  if (!made) throw new Error(`${amount} ${currency} is no money`);
  return made;
}

function usd(amount: string): Money {
  return money(amount, "USD");
}
