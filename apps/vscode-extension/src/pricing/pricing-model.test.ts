import { describe, expect, it } from "vitest";
import { e164, exampleLease, exampleOffer, monthly } from "../../test/support/examples.js";
import type { PricingTable } from "./messages.js";
import { pricingModelOf } from "./pricing-model.js";

const nothing = { leases: [], unread: 0, offers: [], accounts: [], locale: "en" };
const cells = ({ columns, rows }: PricingTable, name: string) => {
  const index = columns.findIndex((column) => column.name === name);
  return rows.map((row) => row.cells[index]);
};
const sorted = (table: PricingTable, name: string) =>
  cells(table, name)
    .toSorted((left, right) => ((left?.sort ?? "") < (right?.sort ?? "") ? -1 : 1))
    .map((cell) => cell?.text);

describe("the pricing panel", () => {
  it("sorts amounts by what they are worth, and not by their digits", () => {
    const offers = ["100.00", "9.99", "19.99", "9.995"].map((price) =>
      exampleOffer({ price: monthly(price) }),
    );
    const { offers: table } = pricingModelOf({ ...nothing, offers });
    expect(sorted(table, "Recurring")).toEqual([
      "$9.99/mo",
      "$10.00/mo",
      "$19.99/mo",
      "$100.00/mo",
    ]);
  });

  it("sorts amounts of one currency together", () => {
    const offers = [monthly("5.00"), monthly("9.00", "EUR"), monthly("1.00")].map((price) =>
      exampleOffer({ price }),
    );
    const { offers: table } = pricingModelOf({ ...nothing, offers });
    expect(sorted(table, "Recurring")).toEqual(["€9.00/mo", "$1.00/mo", "$5.00/mo"]);
  });

  it("has nothing to sort by where there is no price or date", () => {
    const { numbers } = pricingModelOf({ ...nothing, leases: [exampleLease({ price: null })] });
    for (const name of ["Setup", "Recurring", "Next charge"]) {
      expect(cells(numbers, name)).toEqual([{ text: "—", sort: null }]);
    }
  });

  it("sorts dates by time, and not by the name of their month", () => {
    const leases = ["2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z", "2026-08-01T00:00:00Z"].map(
      (nextChargeAt) => exampleLease({ nextChargeAt }),
    );
    const { numbers, summary } = pricingModelOf({ ...nothing, leases });
    expect(sorted(numbers, "Next charge")).toEqual(["Aug 1, 2026", "Dec 1, 2026", "Jan 1, 2027"]);
    expect(summary).toContainEqual({ name: "Next charge", value: "Aug 1, 2026" });
  });

  it("calls no total the whole while an account was not read", () => {
    const { summary } = pricingModelOf({ ...nothing, leases: [exampleLease()], unread: 1 });
    expect(summary).toContainEqual({ name: "Recurring", value: "$19.99 a month or more" });
    expect(summary).toContainEqual({ name: "Leased", value: "1 number, 1 account not read" });
    const { numbers } = pricingModelOf({ ...nothing, unread: 2 });
    expect(numbers.empty).toBe("It is not known what is leased: 2 accounts not read.");
  });

  it("says what an offer costs in twelve months", () => {
    const { offers } = pricingModelOf({ ...nothing, offers: [exampleOffer()] });
    expect(cells(offers, "12 months").map((cell) => cell?.text)).toEqual(["$242.87"]);
  });

  it("offers to lease only what is offered, and names the number in the button", () => {
    const offers = [
      exampleOffer(),
      exampleOffer({ number: e164("+13055550101"), leasable: false }),
    ];
    const { offers: table } = pricingModelOf({ ...nothing, offers });
    expect(table.rows.map(({ action }) => action?.description)).toEqual([
      "Lease +1 305 555 0100",
      undefined,
    ]);
  });
});
