import { describeCaps } from "./describe-caps.js";
import { describeClaims } from "./describe-claims.js";
import { describeLists } from "./describe-lists.js";
import { describeNotes } from "./describe-notes.js";
import { describeRecords } from "./describe-records.js";
import type { LedgerStoreHarness, StoreTest } from "./ledger-stage.js";
import type { TestRunner } from "./provider-harness.js";

/**
 * What every store of a ledger has to keep to, as tests: the ledger's rules hold on it, over several sessions, and
 * what it says that it wrote is there. Declares its tests with the functions of the runner that it is given;
 * assertions are Node's own.
 */
export function ledgerStoreContract(
  { describe, it }: TestRunner,
  name: string,
  harness: LedgerStoreHarness,
): void {
  const test: StoreTest = (sentence, body) =>
    void it(sentence, async () => {
      const stage = await harness.start();
      try {
        await body(stage);
      } finally {
        await stage.close();
      }
    });
  describe(`${name} keeps to the contract of a ledger's store`, () => {
    describe("as what holds numbers", () => describeClaims(test));
    describe("as what remembers", () => describeRecords(test));
    describe("as what knows the leases", () => describeLists(test));
    describe("as what people say of numbers", () => describeNotes(test));
    describe("as what guards the spending", () => describeCaps(test));
  });
}
