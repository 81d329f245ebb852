import { describe, expect, it } from "vitest";
import {
  e164,
  exampleLease,
  exampleLook,
  exampleOffer,
  monthly,
  exampleAccount,
} from "../../test/support/examples.js";
import type { PricingView } from "./messages.js";
import { type PricingInput, createPricing, maxOffers } from "./pricing-view.js";

const nothing: PricingInput = {
  leases: [],
  unread: 0,
  held: [],
  offers: [],
  accounts: [],
  now: "2026-11-26T10:00:00Z",
  locale: "en",
};
const see = (input: Partial<PricingInput>, look: Parameters<typeof exampleLook>[0] = {}) =>
  createPricing().view({ ...nothing, ...input }, exampleLook(look));
const columnOf = ({ table }: PricingView, name: string) =>
  table.columns.findIndex((column) => column.name === name);
const cells = (view: PricingView, name: string) =>
  view.table.rows.map((row) => row.cells[columnOf(view, name)]);
/** What a column shows once the table is sorted by it. */
const sortedBy = (
  input: Partial<PricingInput>,
  name: string,
  look: { readonly tab?: "offers"; readonly descending?: boolean } = {},
) => {
  const { tab = "numbers", descending = false } = look;
  const column = columnOf(see(input, { tab }), name);
  return cells(see(input, { tab, sort: { column, descending } }), name);
};
const numbered = (index: number) => e164(`+1305${2_000_000 + index}`);

describe("the pricing panel's order", () => {
  it("sorts amounts by what they are worth, and not by their digits", () => {
    const offers = ["100.00", "9.99", "19.99", "9.995"].map((price) =>
      exampleOffer({ price: monthly(price) }),
    );
    expect(sortedBy({ offers }, "Recurring", { tab: "offers" })).toEqual([
      "$9.99/mo",
      "$10.00/mo",
      "$19.99/mo",
      "$100.00/mo",
    ]);
  });

  it("sorts what offers cost a year beside what others cost a month by the month, and what is not said last", () => {
    const offers = (
      [
        ["0.10", null],
        ["0.80", 1],
        ["10.00", 12],
        ["0.80", 12],
      ] as const
    ).map(([amount, intervalMonths]) =>
      exampleOffer({ price: { ...monthly(amount), intervalMonths } }),
    );
    expect(sortedBy({ offers }, "Recurring", { tab: "offers" })).toEqual([
      "$0.80/yr",
      "$0.80/mo",
      "$10.00/yr",
      "$0.10, interval not said",
    ]);
  });

  it("keeps amounts of one currency together", () => {
    const offers = [monthly("5.00"), monthly("9.00", "EUR"), monthly("1.00")].map((price) =>
      exampleOffer({ price }),
    );
    expect(sortedBy({ offers }, "Recurring", { tab: "offers" })).toEqual([
      "€9.00/mo",
      "$1.00/mo",
      "$5.00/mo",
    ]);
  });

  it("sorts dates by time, and not by the name of their month", () => {
    const leases = ["2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z", "2026-08-01T00:00:00Z"].map(
      (nextChargeAt) => exampleLease({ nextChargeAt }),
    );
    expect(sortedBy({ leases }, "Next charge")).toEqual([
      "Aug 1, 2026",
      "Dec 1, 2026",
      "Jan 1, 2027",
    ]);
  });

  it.each([false, true])("has what is not known last, descending or not (%s)", (descending) => {
    const leases = [null, monthly("5.00"), monthly("1.00")].map((price) => exampleLease({ price }));
    expect(sortedBy({ leases }, "Recurring", { descending }).at(-1)).toBe("—");
  });

  it("counts the digits in a label", () => {
    const leases = ["Line 10", "line 2", "Line 1"].map((label) => exampleLease({ label }));
    const number = internationalOf("+1 305 555 0100");
    expect(sortedBy({ leases }, "Number")).toEqual(["Line 1", "line 2", "Line 10"].map(number));
  });

  it("stays as it is for a column that there is not", () => {
    const leases = [exampleLease({ label: "b" }), exampleLease({ label: "a" })];
    const { table } = see({ leases }, { sort: { column: 99, descending: false } });
    expect(table.rows.map(({ cells: [first] }) => first?.[0])).toEqual(["b", "a"]);
    expect(table.status).toBe("2 rows");
  });
});

const internationalOf = (number: string) => (label: string) => `${label} · ${number}`;

describe("the pricing panel's filter", () => {
  const leases = [
    exampleLease({ number: e164("+13055550100"), label: "Support", place: "Miami, FL" }),
    exampleLease({
      number: e164("+46113232516"),
      label: null,
      place: null,
      country: "SE",
      price: monthly("2.00", "EUR"),
    }),
  ];
  const found = (filter: string) =>
    see({ leases }, { filter }).table.rows.map(({ id }) => id.split(" ")[1]);

  it.each([
    ["305", ["+13055550100"]],
    ["+1 (305) 555", ["+13055550100"]],
    ["miami", ["+13055550100"]],
    ["SUPPORT 0100", ["+13055550100"]],
    ["eur", ["+46113232516"]],
    ["19.99", ["+13055550100"]],
    ["  ", ["+13055550100", "+46113232516"]],
    ["nowhere", []],
  ])("finds by %j", (filter, numbers) => expect(found(filter)).toEqual(numbers));

  it("says how many are left, and that none is", () => {
    expect(see({ leases }, { filter: "miami" }).table.status).toBe("1 of 2 rows");
    const sorted = { filter: "miami", sort: { column: 0, descending: false } };
    expect(see({ leases }, sorted).table.status).toBe("1 of 2 rows, sorted by Number");
    expect(see({ leases }, { filter: "nowhere" }).table).toMatchObject({
      status: "No row fits the filter.",
      total: 0,
      isEmpty: false,
    });
  });
});

describe("the pricing panel's rows", () => {
  const leases = Array.from({ length: 10_000 }, (_, index) =>
    exampleLease({ number: numbered(index) }),
  );

  it("are put into words only where they are in sight", () => {
    const { table } = see({ leases }, { first: 5000, count: 40 });
    expect([table.total, table.first, table.rows.length]).toEqual([10_000, 5000, 40]);
    expect(table.rows[0]?.id).toBe(`first ${numbered(5000)}`);
    expect(see({ leases }, { first: 20_000 }).table.rows).toEqual([]);
  });

  it("are sorted once, however often somebody looks", () => {
    const pricing = createPricing();
    const look = exampleLook({ sort: { column: 2, descending: true } });
    const { rows } = pricing.rows({ ...nothing, leases }, look);
    pricing.view({ ...nothing, leases }, { ...look, first: 100 });
    expect(pricing.rows({ ...nothing, leases }, look).rows).toBe(rows);
  });

  it("are added up once for a day, however often somebody looks", () => {
    const pricing = createPricing();
    const added = (change: Partial<PricingInput>, filter = "") =>
      pricing.view({ ...nothing, leases, ...change }, exampleLook({ filter })).summary;
    const first = added({});
    expect(added({}, "305")).toBe(first);
    expect(added({ now: nothing.now.replace(/T.*/, "T23:59:59Z") })).toBe(first);
    expect(added({ now: "2027-01-01T00:00:00Z" })).not.toBe(first);
    expect(added({ leases: leases.slice(1) })).not.toEqual(first);
    expect(added({ leases, unread: 1 })).not.toEqual(first);
  });

  it("have — where there is no price or date", () => {
    const view = see({ leases: [exampleLease({ price: null })] });
    for (const name of ["Setup", "Recurring", "Interval", "Next charge"])
      expect(cells(view, name), name).toEqual(["—"]);
  });

  it("are called after the accounts as these are called now", () => {
    const pricing = createPricing();
    const account = exampleAccount({ provider: "sinch", label: "old" });
    const input = { ...nothing, leases: [exampleLease()], accounts: [account] };
    expect(cells(pricing.view(input, exampleLook()), "Account")).toEqual(["Sinch · old"]);
    const renamed = { ...input, accounts: [{ ...account, label: "new" }] };
    expect(cells(pricing.view(renamed, exampleLook()), "Account")).toEqual(["Sinch · new"]);
  });

  it("are offers up to a number of them, which is said", () => {
    const offers = Array.from({ length: maxOffers + 1 }, (_, index) =>
      exampleOffer({ number: numbered(index) }),
    );
    const { table } = see({ offers }, { tab: "offers" });
    expect([table.total, table.caption]).toEqual([
      maxOffers,
      "Offers of the last search, the first 10,000 of 10,001",
    ]);
  });
});

describe("the pricing panel's offers", () => {
  it("say what they cost in twelve months", () => {
    expect(cells(see({ offers: [exampleOffer()] }, { tab: "offers" }), "12 months")).toEqual([
      "$242.87",
    ]);
  });

  it("can be leased only where that is offered, and the button names the number", () => {
    const offers = [
      exampleOffer(),
      exampleOffer({ number: e164("+13055550101"), leasable: false }),
    ];
    const { table } = see({ offers }, { tab: "offers" });
    expect(table.rows.map(({ action }) => action?.description)).toEqual([
      "Lease +1 305 555 0100",
      undefined,
    ]);
  });

  it("are compared as long as they are there, whatever the page remembers", () => {
    const offers = [exampleOffer(), exampleOffer({ number: e164("+13055550101") })];
    const compared = ["first +19995550100", "first +13055550101"];
    const view = see({ offers }, { tab: "offers", compared });
    expect(view.compared).toEqual(["first +13055550101"]);
    expect(view.comparing).toBe("1 offer compared");
    expect(see({}, { tab: "offers", compared }).compared).toEqual([]);
  });
});

describe("where there is nothing", () => {
  it("says so, or that it is not known", () => {
    expect(see({}).table).toMatchObject({
      status: "No phone numbers are leased yet.",
      isEmpty: true,
    });
    expect(see({ unread: 2 }).table.status).toBe(
      "It is not known what is leased: 2 accounts not read.",
    );
    expect(see({}, { tab: "offers" }).table.status).toBe(
      "Search for numbers to compare their prices here.",
    );
  });
});
