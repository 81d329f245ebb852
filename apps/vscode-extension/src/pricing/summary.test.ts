import type { Lease } from "@leaseline/core";
import { expect, it } from "vitest";
import {
  exampleAccount,
  exampleEntry,
  exampleLease,
  monthly,
} from "../../test/support/examples.js";
import { type Held, summaryOf } from "./summary.js";

const today = "2026-11-26";
const due = (day: string, price = monthly("19.99"), change = {}) =>
  exampleLease({ nextChargeAt: `${day}T08:00:00Z`, price, ...change });
const of = (leases: readonly Lease[], unread = 0, held: Held = []) =>
  Object.fromEntries(
    summaryOf(leases, unread, held, today, "en").map(({ name, values }) => [name, values]),
  );

it("has a total for each currency, and none over both", () => {
  const leases = [due("2026-12-01"), due("2026-12-02"), due("2026-12-01", monthly("6.00", "EUR"))];
  expect(of(leases)).toEqual({
    Recurring: ["$39.98 a month", "€6.00 a month"],
    "Next charges": ["$19.99 on Dec 1, 2026", "€6.00 on Dec 1, 2026"],
    Leased: ["3 numbers"],
  });
});

it("adds up what is charged on the same day, and says for how many", () => {
  const leases = [due("2026-12-14"), due("2026-12-14", monthly("5.00")), due("2026-12-15")];
  expect(of(leases)["Next charges"]).toEqual(["$24.99 on Dec 14, 2026 (2 numbers)"]);
});

it("tells of no charge that is over, or that does not come", () => {
  const leases = [
    due("2026-11-25"),
    due("2026-12-01", undefined, { state: "releasing" }),
    due("2026-12-24"),
  ];
  expect(of(leases)["Next charges"]).toEqual(["$19.99 on Dec 24, 2026"]);
  const later = { state: "releasing", endsAt: "2099-01-01T00:00:00.000Z" } as const;
  expect(of([due("2026-12-24", undefined, later)])).toMatchObject({
    Recurring: ["$19.99 a month"],
    "Next charges": ["$19.99 on Dec 24, 2026"],
  });
  expect(of([due("2026-11-26")])["Next charges"]).toEqual(["$19.99 on Nov 26, 2026"]);
  expect(of([])).toEqual({ Recurring: ["—"], "Next charges": ["—"], Leased: ["0 numbers"] });
});

it("tells of a day on which nobody knows what is charged", () => {
  const leases = [
    due("2026-12-24"),
    exampleLease({ nextChargeAt: "2026-12-01T00:00:00Z", price: null }),
  ];
  expect(of(leases)["Next charges"]).toEqual([
    "amount not known on Dec 1, 2026",
    "$19.99 on Dec 24, 2026",
  ]);
});

it("calls no total the whole while an account was not read", () => {
  expect(of([exampleLease()], 1)).toMatchObject({
    Recurring: ["$19.99 a month or more"],
    Leased: ["1 number, 1 account not read"],
  });
});

it("says whose numbers are as last seen, and when that was", () => {
  const leases = [exampleLease()];
  const account = exampleAccount({ provider: "sinch", label: "team" });
  const entries = [
    exampleEntry({ leases }),
    exampleEntry({ account, leases, asOf: "2026-11-24T12:00:00Z" }),
    exampleEntry({ asOf: "2026-11-24T12:00:00Z" }),
  ];
  expect(of(leases, 0, entries)["As last seen"]).toEqual([
    expect.stringMatching(/^Sinch · team, as of Nov 2[45], 2026, \d/),
  ]);
  expect(of(leases, 0, [exampleEntry({ leases })])).not.toHaveProperty(["As last seen"]);
});

it("counts those of many accounts: as many names would stand where the table does", () => {
  const leases = [exampleLease()];
  const entries = Array.from({ length: 40 }, (_, index) =>
    exampleEntry({ leases, asOf: `2026-11-24T12:00:${String(index).padStart(2, "0")}Z` }),
  );
  expect(of(leases, 0, entries)["As last seen"]).toEqual([
    expect.stringMatching(/^40 accounts, the oldest as of Nov 2[45], 2026, \d/),
  ]);
});

it("calls no total the whole while an entry of a list could not be read", () => {
  const unreadable = [{ text: null, reason: "state" }];
  expect(of([exampleLease()], 0, [exampleEntry({ unreadable })])).toMatchObject({
    Recurring: ["$19.99 a month or more"],
    Leased: ["1 number, 1 entry that could not be read"],
  });
});
