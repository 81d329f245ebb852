import { describe, expect, it } from "vitest";
import { exampleOffer, monthly } from "../../test/support/examples.js";
import { isReady, offerChoice, typedDigits } from "./offer-choice.js";

describe("the digits of what is typed", () => {
  it.each([
    ["305", "305"],
    ["+1 305", "+1305"],
    ["(305) 555-01", "30555501"],
    ["305 sms", "305"],
  ])("in “%s” are %s", (typed, digits) => {
    expect(typedDigits(typed)).toBe(digits);
  });

  it.each(["", "sms", "miami fl", "305+1", "1234567890123456"])("are none in “%s”", (typed) => {
    expect(typedDigits(typed)).toBeUndefined();
  });
});

describe("an offer", () => {
  it.each([
    [monthly("19.99"), "$2.99 setup + $19.99/mo"],
    [monthly("6.00", "EUR", "0"), "€0.00 setup + €6.00/mo"],
    [null, "no price given"],
  ])("shows the setup price and the recurring one", (price, shown) => {
    const { detail } = offerChoice(exampleOffer({ price }), null, "en");
    expect(detail).toBe(shown);
  });

  it("that needs something first, or is only shown, is not ready to lease", () => {
    const requirements = [{ kind: "documents" as const, description: "A passport." }];
    expect(isReady(exampleOffer())).toBe(true);
    expect(isReady(exampleOffer({ requirements }))).toBe(false);
    expect(isReady(exampleOffer({ leasable: false }))).toBe(false);
    expect(offerChoice(exampleOffer({ requirements }), null, "en").detail).toContain("A passport.");
  });
});
