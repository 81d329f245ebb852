import { signWebhook, type SignedWebhook, type WebhookEvent } from "../contiguity/sign-webhook.js";
import type { Operation } from "../server/operation.js";
import type { EntitlementStanding } from "../state/entitlement-store.js";
import type { PriceChange } from "../state/prices.js";
import type { Charge } from "../state/balance.js";
import type { RequestRecord, WriteCounts } from "../state/request-log.js";
import type { TextRecord } from "../state/text-store.js";
import type { ProviderName, World } from "../state/world.js";
import { faultSchema, type Fault } from "./fault.js";
import { leaseMany } from "./lease-many.js";

/** The strings of the sandbox: what a test or a demonstration pulls, and the truth it can ask for. */
export type Control = {
  readonly clock: {
    /** Epoch milliseconds. */
    readonly now: () => number;
    readonly advance: (ms: number) => void;
  };
  /** Makes answers late, in real milliseconds: those of one operation, or all that have no latency of their own. */
  readonly latency: (ms: number, operation?: Operation) => void;
  /** Applies to the next request of the operation (or the next `times`). Faults queue up. */
  readonly fault: (operation: Operation, fault: Fault) => void;
  readonly clearFaults: () => void;
  /** Keeps every request of the operation waiting, once it is in the log, until {@link Control.letGo}. */
  readonly hold: (operation: Operation) => void;
  /** Lets everything go on that is held, or what is of one operation; what was set meanwhile applies to it. */
  readonly letGo: (operation?: Operation) => void;
  /** Every request received, oldest first, without credentials. */
  readonly requests: () => readonly RequestRecord[];
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
  readonly leaseMany: (wish: {
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
   * Grants a Contiguity entitlement (`lease`, `imessage`, `whatsapp`, `fast_track`), as if a person had
   * accepted its agreement, or takes it back. Only `lease` is granted at first, the others are `available`.
   */
  readonly setEntitlement: (name: string, granted: boolean | EntitlementStanding) => void;
  /** Whether a text from a number that the account does not hold goes out from another one, or is refused. */
  readonly setSubstitution: (enabled: boolean) => void;
  /** Every text that Contiguity took, oldest first. */
  readonly texts: () => readonly TextRecord[];
  /** An event as Contiguity would send it to a webhook: signed with the sandbox's secret, at the clock's time. */
  readonly signWebhook: (event: WebhookEvent) => SignedWebhook;
  /**
   * Changes what the number costs from now on, wherever it is offered. What is left out stays.
   * @throws {RangeError} if it is not in the catalogue.
   */
  readonly setPrice: (number: string, price: PriceChange) => void;
  /**
   * What becomes of an order at Sinch, ahead of its review: rejected for good, or blocked until it is
   * submitted again. The reason is in the logs of its registration.
   * @throws {RangeError} if there is no such order, or it has ended.
   */
  readonly judgeOrder: (order: string, state: "REJECTED" | "BLOCKED", reason: string) => void;
  /**
   * The number disappears: from the account if it has it, from the offers if not.
   * @throws {RangeError} if it is not in the catalogue.
   */
  readonly takeAway: (number: string) => void;
  /** No access token of Sinch's that was given out so far is good any more, and nobody says that it has expired. */
  readonly revokeTokens: () => void;
  /** Everything as it was at the start. Access tokens count as expired. */
  readonly reset: () => void;
};

export function createControl(world: World): Control {
  const { clock, latencies, faults, holds, log } = world;
  const inventory = (provider: ProviderName) => world.inventories()[provider];
  return {
    clock: { now: clock.now, advance: clock.advance },
    latency: latencies.set,
    // Parsed here too: a fault that means nothing would silently test nothing.
    fault: (operation, fault) => faults.add(operation, faultSchema.parse(fault)),
    clearFaults: faults.clear,
    hold: holds.add,
    letGo: holds.clear,
    requests: log.requests,
    writes: log.writes,
    charges: (provider) => inventory(provider).balance.charges(),
    owned: (provider) => inventory(provider).owned(),
    leaseMany: ({ provider, count }) => leaseMany(world, provider, count),
    leaseElsewhere(provider, number) {
      const standing = inventory(provider).standing(number);
      if (standing !== "available") throw new RangeError(`${number} is not available there.`);
      inventory(provider).leaseElsewhere(number);
    },
    setBalance: (provider, amount) => inventory(provider).balance.set(amount),
    setEntitlement(name, granted) {
      const standing =
        typeof granted === "string" ? granted : granted ? ("granted" as const) : "available";
      world.entitlements.set(name, standing);
    },
    revokeTokens: world.tokens.revoke,
    setSubstitution: world.texts.setSubstitution,
    texts: world.texts.sent,
    signWebhook: (event) => signWebhook(event, clock.now()),
    setPrice: (number, price) => inventoryOf(world, number).changePrice(number, price),
    judgeOrder(order, state, reason) {
      inventory("sinch");
      const { orders } = world.sinchProject();
      const found = orders.find(order);
      if (!found || !["CREATED", "IN_REVIEW", "BLOCKED"].includes(found.state))
        throw new RangeError(`There is no open order ${order}.`);
      orders.judge(order, state, reason);
    },
    takeAway: (number) => inventoryOf(world, number).takeAway(number),
    reset: world.reset,
  };
}

/** A wish about a number that nobody sells would silently do nothing. */
function inventoryOf(world: World, number: string) {
  const inventory = Object.values(world.inventories()).find(
    ({ find }) => find(number) !== undefined,
  );
  if (!inventory) throw new RangeError(`${number} is not in the catalogue.`);
  return inventory;
}
