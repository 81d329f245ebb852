import { describe, expect, it } from "vitest";
import { e164 } from "../../test/support/examples.js";
import { writtenForms } from "./occurrences.js";

const number = e164("+13055550100");

describe("a number in a file", () => {
  it.each([
    "SUPPORT=+13055550100",
    "to: '13055550100'",
    "call +1 305-555-0100.",
    "(305) 555-0100",
    "tel:+1.305.555.0100;x",
    "305/555/0100",
  ])("is found however it is written: %s", (text) => {
    expect(writtenForms(number).test(text)).toBe(true);
  });

  it.each(["+130555501001", "913055550100", "+13055550101", "3055550", "1305 then 5550100"])(
    "is not found in other digits: %s",
    (text) => {
      expect(writtenForms(number).test(text)).toBe(false);
    },
  );

  it("is found as it is written at home, too", () => {
    expect(writtenForms(e164("+46113232516")).test("ring 011-323 25 16")).toBe(true);
  });
});
