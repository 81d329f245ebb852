import { type ProviderName, providerNames } from "../for-each-provider.js";
import type { AnyInventory } from "../sandbox-provider.js";
import type { Operation } from "../server/operation.js";
import type { PriceChange } from "../state/prices.js";
import type { Charge } from "../state/balance.js";
import type { RequestRecord, WriteCounts } from "../state/request-log.js";
import type { OpenProviders, World } from "../state/world.js";
import { faultSchema, type Fault } from "./fault.js";

/** The strings of the sandbox: what a test or a demonstration pulls, and the truth it can ask for. */
export type Control = CommonControl & ControlOfAll;

/** What each provider has beside: see `control.ts` in its folder. */
type ControlOfAll = AllOf<OpenProviders[ProviderName]["control"]>;
type AllOf<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** What can be pulled and asked for whichever provider it is. */
export type CommonControl = {
  /** What leases, orders, tokens and charges go by: real time, and what it was put forward by. */
  readonly clock: {
    /** Epoch milliseconds. */
    readonly now: () => number;
    /** @throws {RangeError} for less than 0: it never goes back. */
    readonly advance: (ms: number) => void;
  };
  /** Makes answers late, in real milliseconds: those of one operation, or all that have no latency of their own. */
  readonly latency: (ms: number, operation?: Operation) => void;
  /** No page of a list has more elements from now on, whatever is asked for. */
  readonly shortenPages: (longest: number) => void;
  /** Applies to the next request of the operation (or the next `times`). Faults queue up. */
  readonly fault: (operation: Operation, fault: Fault) => void;
  /** Forgets all that {@link CommonControl.fault} has queued up. */
  readonly clearFaults: () => void;
  /** Keeps every request of the operation waiting, once it is in the log, until {@link Control.letGo}. */
  readonly hold: (operation: Operation) => void;
  /** Lets everything go on that is held, or what is of one operation; what was set meanwhile applies to it. */
  readonly letGo: (operation?: Operation) => void;
  /** Every request received, or those of one operation, oldest first, without credentials. */
  readonly requests: (operation?: Operation) => readonly RequestRecord[];
  /** Leases and releases received and committed, by operation. */
  readonly writes: () => WriteCounts;
  /** Every charge the account was made, oldest first: two for one number means it was paid for twice. */
  readonly charges: (provider: ProviderName) => readonly Charge[];
  /** The numbers the account has at this moment, whatever anybody was told. */
  readonly owned: (provider: ProviderName) => readonly string[];
  /**
   * Gives the account that many numbers of the catalogue, leased a day ago, spread evenly over the
   * plain offers (and so over countries and types). Never a special number.
   * @returns their numbers.
   * @throws {RangeError} if the catalogue has not got so many.
   */
  readonly leaseMany: (request: {
    readonly provider: ProviderName;
    readonly count: number;
  }) => readonly string[];
  /**
   * Somebody else gets the number: it is no longer offered.
   * @throws {RangeError} if the provider does not offer it now.
   */
  readonly leaseElsewhere: (provider: ProviderName, number: string) => void;
  /** A decimal string, used up by leases; null = unlimited. */
  readonly setBalance: (provider: ProviderName, amount: string | null) => void;
  /**
   * Changes what the number costs from now on, wherever it is offered. What is left out stays.
   * @throws {RangeError} if it is not in the catalogue.
   */
  readonly setPrice: (number: string, price: PriceChange) => void;
  /**
   * The number disappears: from the account if it has it, from the offers if not.
   * @throws {RangeError} if it is not in the catalogue.
   */
  readonly takeAway: (number: string) => void;
  /** Everything as it was at the start. Access tokens count as expired. */
  readonly reset: () => void;
};

export function createControl(world: World): Control {
  const common = createCommonControl(world);
  // Each provider's own words: an object has all of them, which Object.assign over a list cannot know.
  const ofAll = providerNames.map((name) => world.providers[name].control);
  return Object.assign({}, common, ...ofAll) as Control;
}

function createCommonControl(world: World): CommonControl {
  const { clock, latencies, longestPage, faults, holds, log } = world;
  const inventory = (provider: ProviderName): AnyInventory => world.providers[provider].inventory();
  return {
    clock: { now: clock.now, advance: clock.advance },
    latency: latencies.set,
    shortenPages: longestPage.set,
    // Parsed here too: a fault that means nothing would silently test nothing.
    fault: (operation, fault) => faults.add(operation, faultSchema.parse(fault)),
    clearFaults: faults.clear,
    hold: holds.add,
    letGo: holds.clear,
    requests: log.requests,
    writes: log.writes,
    charges: (provider) => inventory(provider).balance.charges(),
    owned: (provider) => inventory(provider).owned(),
    leaseMany: ({ provider, count }) => world.providers[provider].leaseMany(count),
    leaseElsewhere(provider, number) {
      const standing = inventory(provider).standing(number);
      if (standing !== "available") throw new RangeError(`${number} is not available there.`);
      inventory(provider).leaseElsewhere(number);
    },
    setBalance: (provider, amount) => inventory(provider).balance.set(amount),
    setPrice: (number, price) => inventoryOf(world, number).changePrice(number, price),
    takeAway: (number) => inventoryOf(world, number).takeAway(number),
    reset: world.reset,
  };
}

/** A request about a number that nobody sells would silently do nothing. */
function inventoryOf(world: World, number: string): AnyInventory {
  const inventory = providerNames
    .map((name): AnyInventory => world.providers[name].inventory())
    .find(({ find }) => find(number) !== undefined);
  if (!inventory) throw new RangeError(`${number} is not in the catalogue.`);
  return inventory;
}
