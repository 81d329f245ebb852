import { describe, expect, it } from "vitest";
import { toCountry } from "./country.js";
import { isCountry, listCountries, toE164 } from "./phone-number.js";

const american = toE164("+13055550100");
const german = toE164("+4916000000001");
const nowhere = toE164("+999123456789");
if (!american || !german || !nowhere) throw new Error("not numbers");

describe("a number's country", () => {
  it.each([
    ["US", "US"],
    [" us ", "US"],
    ["USA", "US"],
    ["deu", "DE"],
    ["UK", "GB"],
  ])("is what the provider says, in two letters or three: %j", (said, country) => {
    expect(toCountry(said, nowhere)).toBe(country);
    // Also against its digits, as numbers can be carried along.
    expect(toCountry(said, german)).toBe(country);
  });

  it.each([null, undefined, "", "United States", "1", "XYZ"])(
    "is told by its digits where %j is said",
    (said) => {
      expect(toCountry(said, american)).toBe("US");
      expect(toCountry(said, german)).toBe("DE");
      expect(toCountry(said, nowhere)).toBeNull();
    },
  );

  it.each(["XX", "ZZ", "EU"])(
    "is told by its digits where %j is said, which is no country",
    (said) => {
      expect(toCountry(said, american)).toBe("US");
      expect(toCountry(said, nowhere)).toBe(said);
    },
  );

  it("has a code of three letters wherever there are numbers", () => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
    const found = new Set<string | null>();
    for (const first of letters)
      for (const second of letters)
        for (const third of letters) found.add(toCountry(first + second + third, nowhere));
    found.delete(null);
    expect([...found].filter((code) => code !== null && !isCountry(code))).toEqual([]);
    // Both are islands without a code of their own in ISO 3166-1 alpha-3.
    expect(listCountries().filter((code) => !found.has(code))).toEqual(["AC", "TA"]);
  });
});
