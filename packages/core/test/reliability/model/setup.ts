import * as fc from "fast-check";
import type { Clock } from "../../../src/clock.js";
import type { LeaseClient } from "../../../src/client/lease-client.js";
import type { AccountIdentity } from "../../../src/domain/account.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { MemoryRecords } from "../../../src/ledger/memory-records.js";
import type { Timing } from "../../../src/operations/timing.js";
import type { LeaseOutcome, ProviderAccount } from "../../../src/providers/provider-account.js";
import type { Connection } from "./connection.js";

// Branded by their form. Read as they are dialled, the first one is the second one.
export const numbers = [
  "+49016000000001",
  "+4916000000001",
] as readonly string[] as readonly E164[];

/** What the account may hold from before there was a ledger. Nobody asked for it. */
export const [heldBefore] = ["+13055550199"] as readonly string[] as readonly [E164];

/** What stays the same during a run. */
export interface Setup {
  readonly ledger: "in memory" | "in a file";
  /** Who says what may be spent a month. */
  readonly capped: "by the caller" | "in the ledger" | null;
  /** Whether leases have ids of their own. */
  readonly leaseIds: boolean;
  readonly releases: "at-once" | "at-period-end";
  /** What tells which account it is: the provider's own id of it, or the key alone. */
  readonly identity: "project" | "key";
  /**
   * How an order that the provider takes can be followed: not at all; by its id, once an answer has said it; also
   * by a search; or it is created before anything is sent, which then only submits it.
   */
  readonly orders: "unfollowed" | "answered" | "searched" | "created";
  /** Where prices are said at all. */
  readonly prices: "everywhere" | "in quotes only";
  /** Whether the account holds a number from before there was a ledger. */
  readonly holdsBefore: boolean;
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
      capped: fc.constantFrom("by the caller", "in the ledger", null),
      leaseIds: fc.boolean(),
      releases: fc.constantFrom("at-once", "at-period-end"),
      identity: fc.constantFrom("project", "key"),
      orders: fc.constantFrom("unfollowed", "answered", "searched", "created"),
      prices: fc.constantFrom("everywhere", "everywhere", "in quotes only"),
      holdsBefore: fc.boolean(),
      times,
    })
    .map(({ times, ...rest }) => ({ ...rest, ...times, ...fixed }));
}

/** How long after it asked for the mark a session may begin to send. */
export const sendWithinMs = 10_000;

/** How long after a ledger has lost something under living sessions no list is believed. */
export const lossSettlesMs = 90_000;

/** As they are numbered in the protocol; I10 and I11 are about requests and texts, and tested elsewhere. */
export type Invariant =
  | `I${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21}`
  /** Who stops waiting is let go, and whoever is told of a failure is told in the package's own error. */
  | "contract";

/** A safety rule that is switched off, to show that it is missed. */
export interface Weakness {
  readonly ledger?: (ledger: Ledger, records: MemoryRecords) => Ledger;
  readonly provider?: (provider: ProviderAccount, clock: Clock) => ProviderAccount;
  readonly client?: (client: LeaseClient, accounts: readonly ProviderAccount[]) => LeaseClient;
  /** How an adapter classes what it heard. */
  readonly outcome?: (outcome: LeaseOutcome) => LeaseOutcome;
  /** What tells an account from others. */
  readonly identity?: (connection: Connection) => AccountIdentity;
  /** What is read out of what a person typed. */
  readonly read?: (typed: string) => E164 | null;
  /** The transport sends a request again whose connection is given up. */
  readonly sendsAgain?: boolean;
  /** A ledger that went back in time is taken for what it was. */
  readonly rewindsUnseen?: boolean;
  /** What is claimed in a ledger that went back in time is taken for claimed. */
  readonly claimsBelieved?: boolean;
  /** The list that is read first after a loss is believed, whatever may be on its way. */
  readonly lossBelievedAtOnce?: boolean;
  /** A claim or a takeover whose answer was lost is taken for not written. */
  readonly doubtsDropped?: boolean;
  readonly timing?: Timing;
}

export class InvariantBroken extends Error {
  readonly invariant: Invariant;

  constructor(invariant: Invariant, what: string) {
    super(`${invariant}: ${what}`);
    this.invariant = invariant;
  }
}
