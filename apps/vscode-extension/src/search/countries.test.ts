import { describe, expect, it } from "vitest";
import { countryChoices } from "./countries.js";

describe("the countries to choose from", () => {
  it("begin with those used last, each of them once", () => {
    const choices = countryChoices(["SE", "US"], "en");
    expect(choices.slice(0, 2).map(({ value }) => value)).toEqual(["SE", "US"]);
    expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
  });

  it("have those with numbers next, and the others below", () => {
    const told = new Map([
      ["SE", ""],
      ["GB", "Sinch · staging"],
    ]);
    const choices = countryChoices(["US"], "en", told);
    expect(choices.slice(0, 4).map(({ value, group }) => [value, group])).toEqual([
      ["US", "recent"],
      ["SE", "with numbers"],
      ["GB", "with numbers"],
      ["AF", "all other countries"],
    ]);
    expect(choices[2]?.description).toBe("GB · Sinch · staging");
    expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
  });

  it("do not include one that does not exist, even if it was kept as used", () => {
    expect(countryChoices(["XX", "us"], "en").map(({ value }) => value)).not.toContain("XX");
  });

  it("are found by their name and by their code", () => {
    const sweden = countryChoices([], "en").find(({ value }) => value === "SE");
    expect(sweden).toMatchObject({ label: "Sweden", description: "SE" });
  });
});
