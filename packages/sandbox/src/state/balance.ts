import type { OfferPrice } from "../catalogue/offer.js";
import type { Clock } from "./clock.js";
import type { Memory } from "./memory.js";

/** Money the account was charged for one lease: setup and the first period. */
export type Charge = OfferPrice & {
  readonly number: string;
  /** Epoch milliseconds of the sandbox's clock. */
  readonly atMs: number;
};

/** The account's balance and what was taken from it. */
export type Balance = {
  /** Takes setup and the first period; false, and nothing taken, if the balance is too low. */
  readonly charge: (number: string, price: OfferPrice) => boolean;
  /** A decimal string; null = never runs out. One figure for every currency: the sandbox does not convert. */
  readonly set: (amount: string | null) => void;
  readonly charges: () => readonly Charge[];
};

export function createBalance(memory: Memory, clock: Clock): Balance {
  const charges = memory.value<readonly Charge[]>("charges", []);
  const balance = memory.value<number | null>("balance", null);
  return {
    charge(number, price) {
      const cost = thousandths(price.setup) + thousandths(price.recurring);
      const left = balance.get();
      if (left !== null && left < cost) return false;
      if (left !== null) balance.set(left - cost);
      charges.set([...charges.get(), { number, ...price, atMs: clock.now() }]);
      return true;
    },
    set(amount) {
      balance.set(amount === null ? null : thousandths(amount));
    },
    charges: charges.get,
  };
}

/** Whole thousandths of the currency's unit, so that a balance is never a sum of floats. */
function thousandths(amount: string): number {
  return Math.round(Number(amount) * 1000);
}
