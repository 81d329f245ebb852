import { expect, it } from "vitest";
import { axisAmounts } from "./axis-amounts.js";

it.each([
  ["whole ones without cents", [0, 5, 10], "USD", "en", ["$0", "$5", "$10"]],
  ["cents in all of them", [0, 0.5, 1, 1.5], "USD", "en", ["$0.00", "$0.50", "$1.00", "$1.50"]],
  [
    "the language's own form",
    [0, 0.2, 0.6000000000000001],
    "EUR",
    "de",
    ["0,00 €", "0,20 €", "0,60 €"],
  ],
  ["parts of a cent", [0, 0.002], "USD", "en", ["$0.00", "$0.002"]],
  ["a currency that is made up", [0, 1], "?", "en", ["0", "1"]],
])("has %s beside an axis", (_what, splits, currency, locale, texts) => {
  const shown = axisAmounts(splits, currency, locale).map((text) => text.replaceAll("\u00A0", " "));
  expect(shown).toEqual(texts);
});
