import { describe, expect, it } from "vitest";
import { e164, exampleQuote, money, monthly } from "../../test/support/examples.js";
import type { Quote, SpendCap } from "@leaseline/core";
import {
  type LeaseContext,
  leaseConfirmation,
  unknownPriceQuestion,
  wholePrice,
} from "./lease-confirmation.js";

const context: LeaseContext = {
  account: "Contiguity · acme",
  running: [],
  caps: [],
  doubts: { unknown: [], unseen: [] },
  before: null,
  locale: "en",
};

function confirmation(quote: Quote, context: LeaseContext) {
  const price = wholePrice(quote);
  if (!price) throw new Error("The example has no whole price");
  return leaseConfirmation(quote, price, context);
}

describe("the question before a lease", () => {
  it("names the number and the price in its title, and the price on its button", () => {
    const { title, yes } = confirmation(exampleQuote(), context);
    expect(title).toBe("Lease +1 305 555 0100 for $19.99/month?");
    expect(yes).toBe("Lease for $19.99/month");
  });

  it("says what is paid once and what again and again, and from which account", () => {
    const detail = confirmation(exampleQuote(), context).detail.join("\n");
    expect(detail).toContain("$2.99 once, then $19.99 every month until released.");
    expect(detail).toContain("Account: Contiguity · acme");
    expect(detail).toContain("US Miami, FL · SMS Voice");
  });

  it("says that the provider does not say how often is paid", () => {
    const price = { ...monthly("2.00", "EUR"), intervalMonths: null };
    const detail = confirmation(exampleQuote({ price }), context).detail.join("\n");
    expect(detail).toContain("€2.00 at an interval that the provider does not say");
    expect(detail).not.toContain("total becomes");
  });

  it("names the requirements, and says when they are not known", () => {
    const requirements = [{ kind: "entitlement" as const, description: "Ask for it first." }];
    const named = confirmation(exampleQuote({ requirements }), context);
    const unknown = confirmation(exampleQuote({ requirements: "unknown" }), context);
    expect(named.detail.join("\n")).toContain("Requirements: Ask for it first.");
    expect(unknown.detail.join("\n")).toContain("Requirements: the provider did not say.");
  });

  it("adds to the total of the same currency, and leaves the others alone", () => {
    const running = [money("6.00", "EUR"), money("10.00")];
    const detail = confirmation(exampleQuote(), { ...context, running }).detail.join("\n");
    expect(detail).toContain("Your listed USD total becomes $29.99/month.");
    expect(detail).not.toContain("€");
  });

  it("says what the price was when it has changed", () => {
    const detail = confirmation(exampleQuote(), {
      ...context,
      before: monthly("9.99"),
    }).detail.join("\n");
    expect(detail).toMatch(/^The price has changed: it was \$9\.99\/month and \$2\.99 once\.$/m);
  });

  it("does not say that the price has changed when it was only read again", () => {
    const detail = confirmation(exampleQuote(), {
      ...context,
      before: monthly("19.99"),
    }).detail.join("\n");
    expect(detail).not.toContain("has changed");
  });

  it("holds what it comes to against the limits, and leaves out those of other currencies", () => {
    const caps: SpendCap[] = [
      { kind: "monthly", limit: money("50.00") },
      { kind: "per-lease", limit: money("30.00") },
      { kind: "monthly", limit: money("9.00", "EUR") },
    ];
    const running = [money("21.99")];
    const detail = confirmation(exampleQuote(), { ...context, caps, running }).detail.join("\n");
    expect(detail).toContain("Limit: $50.00/month; with this lease $41.98/month.");
    expect(detail).toContain("Limit for one lease: $30.00; this one begins with $22.98.");
    expect(detail).not.toContain("€");
  });

  it("says first that both may be paid for, when another number may have been leased", () => {
    const detailWith = (doubts: LeaseContext["doubts"]) =>
      confirmation(exampleQuote(), { ...context, doubts }).detail.join("\n");
    const [first, second] = [e164("+13055550171"), e164("+13055550172")];
    expect(detailWith({ unknown: [first], unseen: [] })).toMatch(
      /^Not known yet: whether \+1 305 555 0171 was leased\. You may pay for both\.\n\n/,
    );
    expect(detailWith({ unknown: [first, second], unseen: [] })).toContain(
      "+1 305 555 0171 and 1 more were leased",
    );
    expect(detailWith({ unknown: [], unseen: [first] })).toMatch(
      /^\+1 305 555 0171 was not seen to be leased\. If that changes, you pay for both\.\n\n/,
    );
  });
});

describe("the question before a lease without a price", () => {
  const quote = exampleQuote({ price: null });

  it("is asked where the price does not say all", () => {
    expect(wholePrice(quote)).toBeNull();
    expect(wholePrice(exampleQuote({ price: { ...monthly("2.00"), setup: null } }))).toBeNull();
    expect(wholePrice(exampleQuote())).not.toBeNull();
  });

  it("is answered with a word or with digits, and with nothing else", () => {
    const { check } = unknownPriceQuestion(quote, context);
    for (const typed of ["unknown", " Unknown ", "0100"]) expect(check(typed)).toBeNull();
    for (const typed of ["", "yes", "100", "01000"]) expect(check(typed)).not.toBeNull();
  });

  it("goes on saying so when something else was typed", () => {
    const { check } = unknownPriceQuestion(quote, context);
    expect(check("yes")).toContain("The provider does not say what this number costs.");
  });

  it("says that nobody knows what it costs, and what is said all the same", () => {
    const { prompt } = unknownPriceQuestion(quote, context);
    expect(prompt).toContain("The provider does not say what this number costs.");
    const partly = exampleQuote({ price: { ...monthly("2.00"), setup: null } });
    expect(unknownPriceQuestion(partly, context).prompt).toContain(
      "$2.00/month, and the setup price is unknown",
    );
  });

  it("is answered with what it is to count as, where there is a limit, and with nothing else", () => {
    const limit: SpendCap = { kind: "per-lease", limit: money("30.00") };
    const { prompt, check } = unknownPriceQuestion(quote, { ...context, caps: [limit] });
    expect(prompt).toContain("type what it should count as");
    for (const typed of ["2.00 USD", " 2 usd "]) expect(check(typed)).toBeNull();
    for (const typed of ["unknown", "0100", "2.00", "USD", "-2 USD", ""])
      expect(check(typed)).not.toBeNull();
  });
});
