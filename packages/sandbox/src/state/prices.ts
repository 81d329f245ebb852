import type { OfferPrice, Quirk } from "../catalogue/offer.js";
import type { Memory } from "./memory.js";

type Priced = { readonly number: string; readonly price: OfferPrice; readonly quirk?: Quirk };

/** The parts of a price to change. */
export type PriceChange = { readonly [Part in keyof OfferPrice]?: OfferPrice[Part] | undefined };

/** What each number costs now, which is not always what the list says. */
export type Prices = {
  /** The price a list or a search shows. */
  readonly listed: (offer: Priced) => OfferPrice;
  /** The price a detail read shows. Counts as a read of that number. */
  readonly read: (offer: Priced) => OfferPrice;
  /** The price that a lease is made at. */
  readonly agreed: (offer: Priced) => OfferPrice;
  /** From now on, whatever the offer says. */
  readonly change: (offer: Priced, change: PriceChange) => void;
};

export function createPrices(memory: Memory): Prices {
  const reads = memory.map<number>("reads");
  const changed = memory.map<OfferPrice>("changed");

  const after = (readCount: number, { number, price, quirk }: Priced) => {
    const risen = quirk?.kind === "price-rises" && readCount >= quirk.fromRead ? quirk.to : price;
    return changed.get(number) ?? risen;
  };
  const readsOf = ({ number }: Priced) => reads.get(number) ?? 0;

  return {
    listed: (offer) => after(readsOf(offer), offer),
    read(offer) {
      reads.set(offer.number, readsOf(offer) + 1);
      return after(readsOf(offer), offer);
    },
    // A list that is out of date binds nobody: the price of the first read holds even if nobody read it.
    agreed: (offer) => after(Math.max(readsOf(offer), 1), offer),
    change(offer, { currency, setup, recurring }) {
      const now = after(readsOf(offer), offer);
      changed.set(offer.number, {
        currency: currency ?? now.currency,
        setup: setup ?? now.setup,
        recurring: recurring ?? now.recurring,
      });
    },
  };
}
