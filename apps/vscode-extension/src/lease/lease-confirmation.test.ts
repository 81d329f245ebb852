import { describe, expect, it } from "vitest";
import { exampleQuote, money, monthly } from "../test-support/examples.js";
import { leaseConfirmation } from "./lease-confirmation.js";

const context = { account: "Contiguity · acme", monthlyTotals: [], before: null, locale: "en" };

describe("the question before a lease", () => {
  it("names the number and the price in its title, and the price on its button", () => {
    const { title, yes } = leaseConfirmation(exampleQuote(), context);
    expect(title).toBe("Lease +1 305 555 0100 for $19.99/month?");
    expect(yes).toBe("Lease for $19.99/month");
  });

  it("says what is paid once and what again and again, and from which account", () => {
    const { detail } = leaseConfirmation(exampleQuote(), context);
    expect(detail).toContain("$2.99 once, then $19.99 every month until released.");
    expect(detail).toContain("Account: Contiguity · acme");
    expect(detail).toContain("US Miami, FL · SMS Voice");
  });

  it("says that the provider does not say how often is paid", () => {
    const price = { ...monthly("2.00", "EUR"), intervalMonths: null };
    const { detail } = leaseConfirmation(exampleQuote({ price }), context);
    expect(detail).toContain("€2.00 at an interval that the provider does not say");
    expect(detail).not.toContain("total becomes");
  });

  it("names the requirements, and says when they are not known", () => {
    const requirements = [{ kind: "entitlement" as const, description: "Ask for it first." }];
    const named = leaseConfirmation(exampleQuote({ requirements }), context);
    const unknown = leaseConfirmation(exampleQuote({ requirements: "unknown" }), context);
    expect(named.detail).toContain("Requirements: Ask for it first.");
    expect(unknown.detail).toContain("Requirements: the provider did not say.");
  });

  it("adds to the total of the same currency, and leaves the others alone", () => {
    const monthlyTotals = [money("6.00", "EUR"), money("10.00")];
    const { detail } = leaseConfirmation(exampleQuote(), { ...context, monthlyTotals });
    expect(detail).toContain("Your listed USD total becomes $29.99/month.");
    expect(detail).not.toContain("€");
  });

  it("says what the price was when it has changed", () => {
    const { detail } = leaseConfirmation(exampleQuote(), { ...context, before: monthly("9.99") });
    expect(detail).toMatch(/^The price has changed: it was \$9\.99\/month and \$2\.99 once\.$/m);
  });

  it("does not say that the price has changed when it was only read again", () => {
    const { detail } = leaseConfirmation(exampleQuote(), { ...context, before: monthly("19.99") });
    expect(detail).not.toContain("has changed");
  });
});
