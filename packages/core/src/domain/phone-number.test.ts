import { describe, expect, it } from "vitest";
import {
  type E164,
  callingCode,
  formatInternational,
  formatNational,
  isCountry,
  listCountries,
  parsePhoneNumber,
  toE164,
} from "./phone-number.js";

describe("a number from a provider", () => {
  it.each(["+13055550100", "+46701740605", "+999123456789012", "+12"])(
    "is taken by its form alone: %s",
    (text) => {
      expect(toE164(text)).toBe(text);
    },
  );

  it.each([
    "",
    "+",
    "13055550100",
    "+0123456",
    "+1",
    "+1234567890123456",
    "+1 305 555 0100",
    "+1305555010a",
    "+13055550100\n",
    "＋13055550100",
    "+١٣٠٥٥٥٥٠١٠٠",
    "leases",
  ])("is refused in another form: %j", (text) => {
    expect(toE164(text)).toBeNull();
  });
});

describe("a number that a person types", () => {
  it.each([
    ["+1 305 555 0100", undefined, "+13055550100"],
    ["+1 (305) 555-0100", undefined, "+13055550100"],
    ["+1-305-555-0100", undefined, "+13055550100"],
    ["+1.305.555.0100", undefined, "+13055550100"],
    [" +13055550100 ", undefined, "+13055550100"],
    ["+1\u00a0305\u2013555\u20100100", undefined, "+13055550100"],
    ["305 555 0100", "US", "+13055550100"],
    ["070-174 06 05", "SE", "+46701740605"],
    ["020 7946 0000", "GB", "+442079460000"],
    ["+46701740605", "US", "+46701740605"],
    ["00 46 70 174 06 05", "GB", "+46701740605"],
  ])("%j in %s is %s", (typed, country, number) => {
    expect(parsePhoneNumber(typed, country)).toBe(number);
  });

  it.each([
    ["", "US"],
    ["hello", "US"],
    ["305 555 0100", undefined],
    ["305 555 0100", "XX"],
    ["305 555 0100", "us"],
    ["305 555 0100", "constructor"],
    ["12", "US"],
    ["+1305555010012345678", undefined],
    ["call 305 555 0100 now", "US"],
    ["+١٣٠٥٥٥٥٠١٠٠", undefined],
    ["３０５ ５５５ ０１００", "US"],
    ["+1\u202e3055550100", undefined],
    ["305 555 0100 / 305 555 0101", "US"],
  ])("%j in %s is none", (typed, country) => {
    expect(parsePhoneNumber(typed, country)).toBeNull();
  });
});

describe("showing a number", () => {
  it("writes it as its country does", () => {
    expect(formatNational(e164("+13059478667"))).toBe("(305) 947-8667");
    expect(formatInternational(e164("+13059478667"))).toBe("+1 305 947 8667");
  });

  it("leaves one that the metadata does not know as it is", () => {
    expect(formatNational(e164("+999123456789"))).toBe("+999123456789");
    expect(formatInternational(e164("+999123456789"))).toBe("+999123456789");
  });
});

describe("a country", () => {
  it("is two capital letters that numbers exist for", () => {
    expect(["US", "SE", "GB"].every(isCountry)).toBe(true);
  });

  it.each(["", "us", "XX", "USA", "constructor", "toString", "__proto__", "hasOwnProperty"])(
    "is not “%s”",
    (code) => {
      expect(isCountry(code)).toBe(false);
      expect(callingCode(code)).toBeNull();
    },
  );

  it("has a calling code", () => {
    expect(callingCode("SE")).toBe("46");
  });

  it("is in the list of all", () => {
    expect(listCountries().length).toBeGreaterThan(200);
    expect(listCountries().every(isCountry)).toBe(true);
  });
});

function e164(text: string): E164 {
  const number = toE164(text);
  if (!number) throw new Error(`${text} is no number`);
  return number;
}
