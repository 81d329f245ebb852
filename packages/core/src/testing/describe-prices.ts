import assert from "node:assert/strict";
import type { Price } from "../domain/price.js";
import { leaseOf, leasesIn, offersIn } from "./observe.js";
import type { StageTest } from "./provider-harness.js";

/** Consent, limits and totals rest on it: whatever is said of a price is true, and what is not said is not 0. */
export function describePrices(test: StageTest): void {
  test("it quotes what a number costs, and says nothing else wherever it tells of it", async (stage) => {
    const { provider, leasable, price } = stage;
    const found = await offersIn(provider.search(stage.query));
    assert.deepEqual((await provider.quote(leasable)).price, price);
    const lease = await leaseOf(stage, leasable);
    const listed = await leasesIn(provider.list());
    const told = [...found, lease, ...listed].filter(({ number }) => number === leasable);
    assert.equal(told.length, 3);
    for (const one of told) assert.deepEqual({ ...price, ...saidOf(one.price) }, price);
  });

  for (const oddity of ["no-price", "no-currency"] as const) {
    test(`it knows no price where none is said, or in no currency: ${oddity}`, async (stage) => {
      const { provider, leasable } = stage;
      if (stage.odd("quote", oddity)) assert.ok(!(await provider.quote(leasable)).price?.recurring);
      if (!stage.odd("search", oddity)) return;
      const found = await offersIn(provider.search(stage.query));
      const offer = found.find(({ number }) => number === leasable);
      assert.ok(offer && !offer.price?.recurring);
    });
  }
}

function saidOf(price: Price | null): Partial<Price> {
  return Object.fromEntries(Object.entries(price ?? {}).filter(([, part]) => part !== null));
}
