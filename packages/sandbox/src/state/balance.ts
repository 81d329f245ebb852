import type { OfferPrice } from "../catalogue/catalogue.js";
import type { Clock } from "./clock.js";

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

export function createBalance(clock: Clock): Balance {
  const charges: Charge[] = [];
  let balance: number | null = null;
  return {
    charge(number, price) {
      const cost = thousandths(price.setup) + thousandths(price.recurring);
      if (balance !== null && balance < cost) return false;
      if (balance !== null) balance -= cost;
      charges.push({ number, ...price, atMs: clock.now() });
      return true;
    },
    set(amount) {
      balance = amount === null ? null : thousandths(amount);
    },
    charges: () => [...charges],
  };
}

/** Whole thousandths of the currency's unit, so that a balance is never a sum of floats. */
function thousandths(amount: string): number {
  return Math.round(Number(amount) * 1000);
}
