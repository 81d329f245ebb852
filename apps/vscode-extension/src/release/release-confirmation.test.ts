import { describe, expect, it } from "vitest";
import { exampleLease } from "../../test/support/examples.js";
import { releaseConfirmation } from "./release-confirmation.js";

describe("the question before a release", () => {
  it("asks for the last four digits", () => {
    const { digits, prompt } = releaseConfirmation(exampleLease(), "at-once", "en");
    expect(digits).toBe("0100");
    expect(prompt).toContain("Type its last four digits, 0100, to release it.");
  });

  it("says what is saved, and that it cannot be undone", () => {
    const { prompt } = releaseConfirmation(exampleLease(), "at-once", "en");
    expect(prompt).toMatch(
      /^Saves \$19\.99\/mo\. It stops working at once\. It cannot be undone\./,
    );
  });

  it("goes on saying so when something else was typed", () => {
    const { wrong } = releaseConfirmation(exampleLease(), "at-once", "en");
    expect(wrong).toBe(
      "Type 0100 to release it, or press Escape to keep it. Saves $19.99/mo. It stops working at once. It cannot be undone.",
    );
  });

  it("says until when the number goes on working", () => {
    const lease = exampleLease({ nextChargeAt: "2026-12-24T10:00:00Z" });
    const { prompt } = releaseConfirmation(lease, "at-period-end", "en");
    expect(prompt).toContain("It goes on working until Dec 24, 2026.");
  });

  it("promises no date that the provider has not named", () => {
    const { prompt } = releaseConfirmation(exampleLease(), "at-period-end", "en");
    expect(prompt).toContain("until the end of the period that is paid for");
  });

  it("promises no saving where the price is not known", () => {
    const { prompt } = releaseConfirmation(exampleLease({ price: null }), "at-once", "en");
    expect(prompt).not.toContain("Saves");
  });

  it("names the number beside its label", () => {
    const { title } = releaseConfirmation(exampleLease({ label: "support" }), "at-once", "en");
    expect(title).toBe("Release support, +1 305 555 0100");
  });
});
