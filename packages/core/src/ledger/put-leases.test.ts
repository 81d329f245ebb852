import { describe, expect, it } from "vitest";
import { e164 } from "../../test/support/e164.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { toPrice } from "../domain/price.js";
import { merged } from "./put-leases.js";
import type { LeaseRecord } from "./store.js";

const number = e164("+13055550100");

const record = (changes: Pick<LeaseRecord, "origin"> & Partial<LeaseRecord>): LeaseRecord => ({
  lease: exampleLease({ number, account: "a" }),
  price: null,
  first: null,
  position: 1,
  missed: false,
  ...changes,
});
const price = toPrice({ currency: "USD", setup: null, recurring: "2.99", intervalMonths: 1 });
const money = price?.recurring;
const first = money ? { operation: "o1", month: "2026-11", money } : null;

describe("a number that two lists have", () => {
  it("keeps what it cost first, where one of them only knows that it was leased here", () => {
    const there = record({ origin: "elsewhere", position: 7 });
    expect(merged(record({ origin: "here", first, price }), there)).toEqual({
      ...there,
      origin: "here",
      first,
      price,
    });
  });

  it("stays as it is otherwise", () => {
    const here = record({ origin: "here", first });
    const elsewhere = record({ origin: "elsewhere", position: 7 });
    expect(merged(elsewhere, here)).toBeNull();
    expect(merged(elsewhere, elsewhere)).toBeNull();
    expect(merged(record({ origin: "here" }), here)).toBeNull();
  });

  it("comes into the list that lacks it", () => {
    const elsewhere = record({ origin: "elsewhere" });
    expect(merged(elsewhere, null)).toBe(elsewhere);
  });
});
