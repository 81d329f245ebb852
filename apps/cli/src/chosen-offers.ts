import {
  type Offer,
  comparePrices,
  type AccountId,
  type SearchFilter,
  type SearchQuery,
} from "@leaseline/core";
import type { LeftOutRecord } from "./documents/records.js";
import { featureWords } from "./output/words.js";

export type Sorting = "price" | "place" | "number";

/** In that order; in the accounts' own when none is said. */
export function sorted(offers: readonly Offer[], by: Sorting | undefined): readonly Offer[] {
  return by === undefined ? offers : offers.toSorted(comparing[by]());
}

const comparing: Readonly<Record<Sorting, () => (left: Offer, right: Offer) => number>> = {
  price: () => (left, right) => comparePrices(left.price, right.price),
  place: () => {
    const { compare } = new Intl.Collator("en", { numeric: true });
    return (left, right) => compare(placeOf(left), placeOf(right));
  },
  number: () => (left, right) => (left.number < right.number ? -1 : 1),
};

function placeOf({ country, place }: Offer): string {
  // What is not said comes last, in any language's order.
  return `${country ?? "\uFFFF"} ${place ?? "\uFFFF"}`;
}

interface Chosen {
  readonly offers: readonly Offer[];
  /** What is not among them, and why: nothing is left out without a word. */
  readonly leftOut: readonly LeftOutRecord[];
}

interface Account {
  readonly id: AccountId;
  readonly filters: readonly SearchFilter[];
}

/** Those that are what was asked for, also where their account cannot be asked for it. */
export function wantedOf(
  offers: readonly Offer[],
  { type, features = [] }: Pick<SearchQuery, "type" | "features">,
  accounts: readonly Account[],
): Chosen {
  const untold = type === undefined ? [] : offers.filter((offer) => offer.type === null);
  const leftOut = accounts.flatMap(({ id, filters }) => [
    ...typeLeftOut(id, untold.filter(({ account }) => account === id).length),
    ...featuresLeftOut(id, filters, features),
  ]);
  return {
    offers: offers.filter((offer) => type === undefined || offer.type === type),
    leftOut,
  };
}

function typeLeftOut(account: AccountId, count: number): readonly LeftOutRecord[] {
  if (count === 0) return [];
  const message = `${account} does not distinguish types of numbers: ${offersOf(count)} left out. Without --type they are shown.`;
  return [{ account, reason: "type", count, message }];
}

function featuresLeftOut(
  account: AccountId,
  filters: readonly SearchFilter[],
  features: NonNullable<SearchQuery["features"]>,
): readonly LeftOutRecord[] {
  const known = filters.flatMap((filter) => (filter.name === "features" ? filter.values : []));
  const unknown = features.filter((feature) => !known.includes(feature));
  if (unknown.length === 0) return [];
  const message = `${account} does not say which numbers have ${featureWords(unknown)}: all of its offers are left out.`;
  return [{ account, reason: "features", count: null, message }];
}

/** Of an account that has answered with as many as it was asked for, nobody knows how many more it has. */
export function maybeMore(
  offers: readonly Offer[],
  accounts: readonly Pick<Account, "id">[],
  asked: number,
): readonly LeftOutRecord[] {
  return accounts
    .filter(({ id }) => offers.filter(({ account }) => account === id).length >= asked)
    .map(({ id }) => ({
      account: id,
      reason: "limit",
      count: null,
      message: `${id} was asked for ${asked} offers, and may have more.`,
    }));
}

/** The first of them, as many as are to be shown. */
export function withinLimit(offers: readonly Offer[], limit: number | undefined): Chosen {
  const count = limit === undefined ? 0 : offers.length - limit;
  if (count <= 0) return { offers, leftOut: [] };
  return {
    offers: offers.slice(0, limit),
    leftOut: [
      {
        account: null,
        reason: "limit",
        count,
        message: `${offersOf(count)} left out by --limit.`,
      },
    ],
  };
}

function offersOf(count: number): string {
  return count === 1 ? "1 offer is" : `${count} offers are`;
}
