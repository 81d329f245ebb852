import { describe, expect, it } from "vitest";
import {
  callingCode,
  countryOf,
  formatInternational,
  formatNational,
  isCountry,
  listCountries,
  toE164,
} from "./phone-number.js";
import { e164 } from "../../test/support/e164.js";

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
  it("is told by a number, as far as its digits do", () => {
    expect(countryOf(e164("+13055550100"))).toBe("US");
    expect(countryOf(e164("+4916000000001"))).toBe("DE");
    expect(countryOf(e164("+999123456789"))).toBeNull();
  });

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
