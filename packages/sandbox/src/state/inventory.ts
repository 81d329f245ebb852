import type { OfferPrice, Quirk } from "../catalogue/offer.js";
import type { Clock } from "./clock.js";
import type { Memory } from "./memory.js";
import { createPrices, type Prices, type PriceChange } from "./prices.js";
import { createBalance, type Balance } from "./balance.js";

type Sellable = { readonly number: string; readonly price: OfferPrice; readonly quirk?: Quirk };

/** Whose a number is, as the provider would know it. `gone` is in nobody's list any more. */
type Standing = "available" | "mine" | "reserved" | "elsewhere" | "gone";

export type Lease<Offer, Terms> = {
  readonly offer: Offer;
  readonly leaseId: string;
  readonly startedAtMs: number;
  /** What was agreed when it was leased. */
  readonly price: OfferPrice;
  readonly terms: Terms;
  /** When it ends by itself; null while nobody gave it back. */
  readonly endsAtMs: number | null;
};

/** One provider's numbers and the one account the sandbox has there. The ground truth of the tests. */
export type Inventory<Offer, Terms> = {
  readonly prices: Prices;
  readonly balance: Balance;
  readonly available: () => readonly Offer[];
  readonly find: (number: string) => Offer | undefined;
  readonly standing: (number: string) => Standing;
  readonly leases: () => readonly Lease<Offer, Terms>[];
  /** The numbers of {@link leases}. */
  readonly owned: () => readonly string[];
  readonly leaseOf: (number: string) => Lease<Offer, Terms> | undefined;
  /** The account leases it and is charged. */
  readonly lease: (
    offer: Offer,
    terms: Terms,
    startedAtMs?: number,
  ) => Lease<Offer, Terms> | "taken" | "no-funds";
  /** Keeps it for the account without leasing it; false if it cannot be had. */
  readonly reserve: (offer: Offer) => boolean;
  /** Ends what {@link reserve} began. */
  readonly unreserve: (number: string) => void;
  /** Other terms for a number that the account has. */
  readonly agree: (number: string, terms: Terms) => void;
  /** The account has had it since `startedAtMs`; nothing is charged now. */
  readonly hold: (offer: Offer, terms: Terms, startedAtMs: number) => void;
  /** The lease ends at that moment; at once if it has come. */
  readonly end: (number: string, endsAtMs: number) => void;
  readonly leaseElsewhere: (number: string) => void;
  readonly changePrice: (number: string, change: PriceChange) => void;
  readonly takeAway: (number: string) => void;
};

export function createInventory<Offer extends Sellable, Terms>(
  memory: Memory,
  offers: readonly Offer[],
  clock: Clock,
): Inventory<Offer, Terms> {
  const byNumber = new Map(offers.map((offer) => [offer.number, offer]));
  const leases = memory.map<Lease<Offer, Terms>>("leases");
  const away = memory.map<"reserved" | "elsewhere" | "gone">("away");
  const prices = createPrices(memory.part("prices"));
  const balance = createBalance(memory.part("balance"), clock);
  const leaseCount = memory.value("leaseCount", 0);

  const current = () => {
    for (const [number, { endsAtMs }] of leases) {
      if (endsAtMs !== null && endsAtMs <= clock.now()) leases.delete(number);
    }
    return leases;
  };
  const standing = (number: string): Standing => {
    if (current().has(number)) return "mine";
    return away.get(number) ?? (byNumber.has(number) ? "available" : "gone");
  };
  const isTaken = (offer: Offer): boolean => {
    if (offer.quirk?.kind === "taken-meanwhile") away.set(offer.number, "elsewhere");
    return standing(offer.number) !== "available";
  };
  const hold = (offer: Offer, terms: Terms, startedAtMs: number) => {
    leaseCount.set(leaseCount.get() + 1);
    const leaseId = `lsd_sandbox${String(leaseCount.get()).padStart(6, "0")}`;
    const lease = {
      offer,
      leaseId,
      startedAtMs,
      price: prices.agreed(offer),
      terms,
      endsAtMs: null,
    };
    leases.set(offer.number, lease);
    return lease;
  };

  return {
    prices,
    balance,
    standing,
    hold,
    available: () => offers.filter(({ number }) => standing(number) === "available"),
    find: (number) => byNumber.get(number),
    leases: () => [...current().values()],
    owned: () => [...current().keys()],
    leaseOf: (number) => current().get(number),
    lease(offer, terms, startedAtMs = clock.now()) {
      if (isTaken(offer)) return "taken";
      if (!balance.charge(offer.number, prices.agreed(offer))) return "no-funds";
      return hold(offer, terms, startedAtMs);
    },
    reserve(offer) {
      if (isTaken(offer)) return false;
      away.set(offer.number, "reserved");
      return true;
    },
    unreserve(number) {
      if (away.get(number) === "reserved") away.delete(number);
    },
    agree(number, terms) {
      const lease = current().get(number);
      if (lease) leases.set(number, { ...lease, terms });
    },
    end(number, endsAtMs) {
      const lease = current().get(number);
      if (lease) leases.set(number, { ...lease, endsAtMs });
    },
    leaseElsewhere(number) {
      away.set(number, "elsewhere");
    },
    changePrice(number, change) {
      const offer = byNumber.get(number);
      if (offer) prices.change(offer, change);
    },
    takeAway(number) {
      leases.delete(number);
      away.set(number, "gone");
    },
  };
}
