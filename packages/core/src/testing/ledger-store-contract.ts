import { memoryRecords } from "../ledger/memory-records.js";
import { memoryStore } from "../ledger/memory-ledger.js";
import { describeCaps } from "./describe-caps.js";
import { describeClaims } from "./describe-claims.js";
import { describeHalfMoves } from "./describe-half-moves.js";
import { describeLists } from "./describe-lists.js";
import { describeMovesBack } from "./describe-moves-back.js";
import { describeMonths, describeUnpriced } from "./describe-spending.js";
import { describeRenewals } from "./describe-renewals.js";
import { describeMoves } from "./describe-moves.js";
import { describeNotes } from "./describe-notes.js";
import { describeRecords } from "./describe-records.js";
import { describeRehearsals } from "./describe-rehearsals.js";
import { describeSessions } from "./describe-sessions.js";
import { describeSuccession } from "./describe-succession.js";
import type { LedgerStoreHarness, StoreTest } from "./ledger-stage.js";
import type { MoveTest } from "./move-stage.js";
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
  const moving =
    (from: LedgerStoreHarness, to: LedgerStoreHarness): MoveTest =>
    (sentence, body) =>
      void it(sentence, async () => {
        const [source, target] = [await from.start(), await to.start()];
        try {
          await body({ source, target });
        } finally {
          await target.close();
          await source.close();
        }
      });
  describe(`${name} keeps to the contract of a ledger's store`, () => {
    describe("as what holds numbers", () => describeClaims(test));
    describe("as what remembers", () => describeRecords(test));
    describe("as what several use at once", () => describeSessions(test));
    describe("as what is tried out", () => describeRehearsals(test));
    describe("as what knows the leases", () => {
      describeLists(test);
      describeSuccession(test);
    });
    describe("as what people say of numbers", () => describeNotes(test));
    describe("as what guards the spending", () => {
      describeCaps(test);
      describeMonths(test);
      describeRenewals(test);
      describeUnpriced(test);
    });
    describe("as what is moved to another one", () => {
      describeMoves(moving(harness, harness));
      describeHalfMoves(moving(harness, harness));
      describeMovesBack(moving(harness, harness));
    });
    describe("as what is moved into memory", () => describeMoves(moving(harness, memoryHarness)));
    describe("as what is moved from memory", () => describeMoves(moving(memoryHarness, harness)));
  });
}

/** The store that every other one is moved from and into. */
const memoryHarness: LedgerStoreHarness = {
  start: async () => {
    const records = memoryRecords();
    return { open: () => memoryStore(records), close: async () => {} };
  },
};
