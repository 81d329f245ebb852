import { describe, expect, test } from "vitest";
import { defaultCatalogue } from "./default-catalogue.js";
import { specialNumbers } from "./special-numbers.js";

const catalogue = defaultCatalogue();
const everything = [...catalogue.contiguity, ...catalogue.sinch];

describe("the default catalogue", () => {
  test("is the same for the same seed, and another for another", () => {
    const first = defaultCatalogue(7);
    expect(defaultCatalogue(8)).not.toEqual(first);
    const again = defaultCatalogue(7);
    // Drawn anew: only the latest one is kept.
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  test("has about 2,000 offers", () => {
    expect(everything.length).toBeGreaterThan(1_900);
    expect(everything.length).toBeLessThan(2_200);
  });

  test("names every number once, across both providers", () => {
    expect(new Set(everything.map(({ number }) => number)).size).toBe(everything.length);
  });

  test("has only E.164 numbers that begin with the code of their country", () => {
    const codes: Readonly<Record<string, string>> = {
      US: "1",
      CA: "1",
      GB: "44",
      AU: "61",
      SE: "46",
      FR: "33",
      DE: "49",
      IE: "353",
      NL: "31",
      ES: "34",
      BE: "32",
      PL: "48",
      DK: "45",
      NO: "47",
      FI: "358",
      HU: "36",
      CH: "41",
      JP: "81",
    };
    for (const { number, country } of everything) {
      expect(number).toMatch(/^\+[1-9]\d{9,13}$/);
      expect(number).toMatch(new RegExp(`^\\+${codes[country]}`));
    }
  });

  test("keeps North American numbers to the 555-01XX that are reserved for fiction", () => {
    const american = everything.filter(({ country }) => country === "US" || country === "CA");
    for (const { number } of american) expect(number).toMatch(/^\+1[2-9]\d{2}55501\d{2}$/);
  });

  test("covers at least 12 countries, every type of number and many currencies", () => {
    expect(new Set(catalogue.sinch.map(({ country }) => country)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(catalogue.sinch.map(({ type }) => type))).toEqual(
      new Set(["MOBILE", "LOCAL", "TOLL_FREE"]),
    );
    const currencies = new Set(everything.map(({ price }) => price.currency));
    for (const currency of ["USD", "EUR", "GBP", "SEK", "AUD", "CAD"]) {
      expect(currencies).toContain(currency);
    }
  });

  test("spells amounts both ways and leaves some payment intervals unsaid", () => {
    const amounts = catalogue.sinch.map(({ price }) => price.recurring);
    expect(amounts).toContain("0.8");
    expect(amounts).toContain("0.80");
    expect(catalogue.sinch.some(({ intervalMonths }) => intervalMonths === 0)).toBe(true);
  });

  test("writes every amount as a decimal string", () => {
    for (const { price } of everything) {
      expect(price.setup).toMatch(/^\d+(\.\d{1,2})?$/);
      expect(price.recurring).toMatch(/^\d+(\.\d{1,2})?$/);
    }
  });

  test("has every special number, whatever the seed", () => {
    for (const seed of [1, 2, 3]) {
      const offers = Object.values(defaultCatalogue(seed)).flat();
      const numbers = offers.map(({ number }) => number);
      for (const named of Object.values(specialNumbers)) {
        for (const number of Object.values(named)) expect(numbers).toContain(number);
      }
    }
  });

  test("starts each provider with a plain number", () => {
    expect(catalogue.contiguity[0]?.number).toBe(specialNumbers.contiguity.plain);
    expect(catalogue.sinch[0]?.number).toBe(specialNumbers.sinch.plain);
    expect(
      catalogue.sinch.slice(0, 100).every(({ quirk, needsDocuments }) => !quirk && !needsDocuments),
    ).toBe(true);
  });
});
