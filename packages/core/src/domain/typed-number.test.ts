import { describe, expect, it } from "vitest";
import { readPhoneNumber } from "./typed-number.js";

describe("a number that a person types", () => {
  it.each([
    ["+1 305 555 0100", "+13055550100"],
    ["+1 (305) 555-0100", "+13055550100"],
    ["+1-305-555-0100", "+13055550100"],
    ["+1.305.555.0100", "+13055550100"],
    ["+49 160/1234567", "+491601234567"],
    [" +13055550100 ", "+13055550100"],
    ["+1\u00a0305\u2013555\u20100100", "+13055550100"],
    ["+1 305\u2212555\u22120100", "+13055550100"],
  ])("is the same with its spaces and dashes: %j", (typed, number) => {
    expect(readPhoneNumber(typed)).toEqual({ kind: "number", number });
  });

  it("is taken digit for digit where it has the form of E.164, also against the numbering plan", () => {
    for (const number of ["+49016000000001", "+4916000000001", "+999123456789012", "+12"]) {
      expect(readPhoneNumber(number, "DE")).toEqual({ kind: "number", number });
    }
    expect(readPhoneNumber("+49 0160 00000001")).toEqual({
      kind: "number",
      number: "+49016000000001",
    });
  });

  it.each([
    ["\u200f+1 305 555 0100\u200f", "as contacts of a language that is written from right to left"],
    ["\u202d+1 305 555 0100\u202c", "as a phone's contacts copy it"],
    ["\ufeff+13055550100\u200b", "with a mark and a space without width"],
    ["+1\u2009305\u202f555\u30000100", "with thin and wide spaces"],
    ["+1\u00ad305\u2060555\u200e0100\ufe0f", "with soft hyphens, joiners and marks"],
    ["+1 305\t555\r\n0100\n", "with tabs and line ends"],
  ])("is the same with what cannot be seen: %j, %s", (typed) => {
    expect(readPhoneNumber(typed)).toEqual({ kind: "number", number: "+13055550100" });
  });

  it("tells when other digits are meant than stand there", () => {
    for (const [typed, country, number] of [
      ["305 555 0100", "US", "+13055550100"],
      ["070-174 06 05", "SE", "+46701740605"],
      ["020 7946 0000", "GB", "+442079460000"],
      ["00 46 70 174 06 05", "GB", "+46701740605"],
      ["+49 (0) 160 1234567", undefined, "+491601234567"],
      ["+46 (0)70 174 06 05", "US", "+46701740605"],
    ] as const) {
      expect(readPhoneNumber(typed, country)).toEqual({ kind: "changed", number });
    }
  });

  it("is the number itself where only its plus is missing, and a country says so", () => {
    expect(readPhoneNumber("1 305 555 0100", "US")).toEqual({
      kind: "number",
      number: "+13055550100",
    });
  });

  it.each([undefined, "XX", "us", "constructor"])(
    "needs a country without its code, and %j is none",
    (country) => {
      expect(readPhoneNumber("305 555 0100", country)).toEqual({ kind: "needs-country" });
    },
  );

  it.each([
    ["+١٣٠٥٥٥٥٠١٠٠", "“١” is a digit in Arabic script. Only the digits 0 to 9 are taken."],
    ["+۱۳۰۵", "“۱” is a digit in Persian script. Only the digits 0 to 9 are taken."],
    ["３０５ ５５５", "“３” is a digit in full-width form. Only the digits 0 to 9 are taken."],
    ["+1305555010\u{1d7d8}", "is a digit of another script. Only the digits 0 to 9 are taken."],
    ["call 305 555 0100 now", "“c” cannot be in a phone number."],
    ["1-800-FLOWERS", "“F” cannot be in a phone number."],
    ["+1\u202e0010555503", "Characters in it change the order of its digits."],
    // Shown as +1 305 0100 555.
    ["+1 305 \u200f555 0100", "Characters in it change the order of its digits."],
    ["+1 305 \u2067555 0100\u2069", "Characters in it change the order of its digits."],
    ["", "It is empty."],
    ["\u200b\u00a0", "It is empty."],
  ])("is refused by name: %j", (typed, reason) => {
    const read = readPhoneNumber(typed, "US");
    expect(read.kind === "refused" && read.reason).toContain(reason);
  });

  it.each([
    "12",
    "+",
    "+0123456",
    "+1305555010012345678",
    "305 555 0100 / 305 555 0101",
    "+1 305 +555 0100",
    "+1 305 555 0100 / 305 555 0101",
    "-",
  ])("is none: %j", (typed) => {
    expect(readPhoneNumber(typed, "US")).toMatchObject({ kind: "refused" });
  });
});
