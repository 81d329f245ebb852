import { describeLeasing } from "./describe-leasing.js";
import { describeOddities } from "./describe-oddities.js";
import { describeOrders } from "./describe-orders.js";
import { describePrices } from "./describe-prices.js";
import { describeReading } from "./describe-reading.js";
import { describeReleasing } from "./describe-releasing.js";
import type { ProviderHarness, StageTest, TestRunner } from "./provider-harness.js";

/**
 * What every provider's adapter has to keep to, as tests: that no request which may cost money is sent
 * twice, that "unknown" passes neither for done nor for failed, and that no number is lost.
 * Declares its tests with the functions of the runner that it is given; assertions are Node's own.
 * @param harness - must reach the adapter over real HTTP, or the suite proves nothing.
 */
export function providerAccountContract(
  { describe, it }: TestRunner,
  name: string,
  harness: ProviderHarness,
): void {
  const test: StageTest = (sentence, body) =>
    void it(sentence, async () => {
      const stage = await harness.start();
      try {
        await body(stage);
      } finally {
        await stage.close();
      }
    });
  describe(`${name} keeps to the contract of a provider`, () => {
    describe("when reading", () => describeReading(test));
    describe("when answers are odd", () => describeOddities(test));
    describe("when telling prices", () => describePrices(test));
    describe("when leasing", () => describeLeasing(test));
    describe("when a lease is ordered", () => describeOrders(test));
    describe("when releasing", () => describeReleasing(test));
  });
}
