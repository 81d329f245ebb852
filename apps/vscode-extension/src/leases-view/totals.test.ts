import { describe, expect, it } from "vitest";
import { e164, exampleLease, monthly } from "../../test/support/examples.js";
import { titleTotal, totalsText } from "./totals.js";

describe("the totals", () => {
  it("are kept apart for each currency", () => {
    const leases = [
      exampleLease({ price: monthly("19.99") }),
      exampleLease({ number: e164("+4670174060"), price: monthly("6.00", "EUR") }),
      exampleLease({ number: e164("+13055550101"), price: monthly("9.50") }),
    ];
    expect(totalsText({ leases, unread: 0, unreadable: 0 }, "en")).toBe("$29.49 + €6.00/mo");
  });

  it("spread what is paid for several months over them", () => {
    const price = { ...monthly("6.00", "EUR"), intervalMonths: 3 };
    expect(totalsText({ leases: [exampleLease({ price })], unread: 0, unreadable: 0 }, "en")).toBe(
      "€2.00/mo",
    );
  });

  it("are rounded up where a price is not spread evenly", () => {
    const price = { ...monthly("0.80"), intervalMonths: 3 };
    expect(totalsText({ leases: [exampleLease({ price })], unread: 0, unreadable: 0 }, "en")).toBe(
      "$0.27/mo",
    );
  });

  it("leave out what is being released, and what has no known price", () => {
    const leases = [exampleLease({ state: "releasing" }), exampleLease({ price: null })];
    expect(totalsText({ leases, unread: 0, unreadable: 0 }, "en")).toBe("");
  });

  it("are “at least” where a price or what an account holds is not known", () => {
    const unpriced = [exampleLease(), exampleLease({ price: null })];
    expect(totalsText({ leases: unpriced, unread: 0, unreadable: 0 }, "en")).toBe(
      "$19.99/mo or more",
    );
    expect(totalsText({ leases: [exampleLease()], unread: 1, unreadable: 0 }, "en")).toBe(
      "$19.99/mo or more",
    );
    const unreadable = { leases: [exampleLease()], unread: 0, unreadable: 1 };
    expect(totalsText(unreadable, "en")).toBe("$19.99/mo or more");
    expect(totalsText({ ...unreadable, unreadable: 0 }, "en")).toBe("$19.99/mo");
  });

  it("stand in a title as an amount alone, and only one that says all there is to say", () => {
    const dollars = exampleLease({ price: monthly("12.26") });
    const euros = exampleLease({ number: e164("+4670174060"), price: monthly("6.00", "EUR") });
    expect(titleTotal({ leases: [dollars], unread: 0, unreadable: 0 }, "en")).toBe(
      "$12.26 a month",
    );
    expect(titleTotal({ leases: [dollars], unread: 1, unreadable: 0 }, "en")).toBe("");
    expect(titleTotal({ leases: [dollars], unread: 0, unreadable: 1 }, "en")).toBe("");
    expect(titleTotal({ leases: [dollars, euros], unread: 0, unreadable: 0 }, "en")).toBe("");
    expect(titleTotal({ leases: [], unread: 0, unreadable: 0 }, "en")).toBe("");
  });
});
