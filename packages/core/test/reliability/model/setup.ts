import * as fc from "fast-check";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { MemoryRecords } from "../../../src/ledger/memory-store.js";
import type { Timing } from "../../../src/operations/timing.js";
import type { LeaseOutcome, ProviderAccount } from "../../../src/providers/provider-account.js";

// Branded by their form; nothing here depends on which numbers they are.
export const numbers = ["+13055550100", "+13055550101"] as readonly string[] as readonly E164[];

/** What stays the same during a run. */
export interface Setup {
  readonly ledger: "in memory" | "in a file";
  readonly capped: boolean;
  /** Whether leases have ids of their own. */
  readonly leaseIds: boolean;
  readonly releases: "at-once" | "at-period-end";
  /** Whether the provider says how far an order has come. */
  readonly follows: boolean;
  /** How long after it was sent a request may still be carried out. */
  readonly arrivesWithinMs: number;
  /** How far the provider's reads may lag behind. */
  readonly lagMs: number;
}

/**
 * The client gives a request 60 s from when it begins to ask. So a request that arrives after 40 s, and is
 * shown by reads 20 s later still, is within what it promises.
 */
export const withinPromise = { arrivesWithinMs: 40_000, lagMs: 19_999 };

/** Past it, "had no effect" may turn out to be wrong, and a sweep has to say so. */
export const pastPromise = { arrivesWithinMs: 200_000, lagMs: 19_999 };

export function setups(
  fixed: Partial<Setup> = {},
  times: fc.Arbitrary<typeof withinPromise> = fc.constant(withinPromise),
): fc.Arbitrary<Setup> {
  return fc
    .record({
      ledger: fc.constant<Setup["ledger"]>("in memory"),
      capped: fc.boolean(),
      leaseIds: fc.boolean(),
      releases: fc.constantFrom("at-once", "at-period-end"),
      follows: fc.boolean(),
      times,
    })
    .map(({ times, ...rest }) => ({ ...rest, ...times, ...fixed }));
}

export type Invariant = `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 12 | 13}` | "defect";

/** A safety rule that is switched off, to show that it is missed. */
export interface Weakness {
  readonly ledger?: (ledger: Ledger, records: MemoryRecords) => Ledger;
  readonly provider?: (provider: ProviderAccount) => ProviderAccount;
  /** How an adapter classes what it heard. */
  readonly outcome?: (outcome: LeaseOutcome) => LeaseOutcome;
  readonly timing?: Timing;
}

export class InvariantBroken extends Error {
  readonly invariant: Invariant;

  constructor(invariant: Invariant, what: string) {
    super(`${invariant}: ${what}`);
    this.invariant = invariant;
  }
}
