import type { AccountId } from "../../domain/account.js";
import { matchesDigits, type SearchQuery } from "../../domain/search-query.js";
import { LeaseError } from "../../errors/lease-error.js";
import { checkOptions } from "../../errors/check-options.js";
import { requireKey } from "../../http/check-given.js";
import { fingerprint, identifyAccount } from "../identify-account.js";
import { notConfirmed, outcomeOf, ownershipOf } from "../outcome-of.js";
import type {
  LeaseOutcome,
  ProviderAccount,
  ReleaseOutcome,
  SearchFilter,
} from "../provider-account.js";
import { type ContiguityClientOptions, contiguityApi, contiguityOptions } from "./api.js";
import { capabilities, filters } from "./capabilities.js";
import { availableOf, leasedOf, leasesOf, prepareCreate, prepareTerminate } from "./leases.js";
import {
  countryOf,
  deniesLease,
  toLease,
  toNewLease,
  toOffer,
  toReleasedLease,
} from "./mapping.js";
import type { NumberOnTheWire } from "./wire.js";

/** One account of a lease client, at Contiguity. */
export interface ContiguityProviderOptions extends ContiguityClientOptions {
  /** Its display name here: each account of a client has another one. */
  readonly account: AccountId;
}

/** One account at Contiguity. @throws {LeaseError} `bad-input` for an unusable key or address, and whatever is not understood. */
export function contiguityProvider(options: ContiguityProviderOptions): ProviderAccount {
  checkOptions(options, { ...contiguityOptions, account: "text" }, arguments);
  const { account } = options;
  const api = contiguityApi(options);
  const lease = leasesOf(api);

  return {
    provider: "contiguity",
    name: "Contiguity",
    account,
    // A key names no account.
    identity: identifyAccount({
      provider: "contiguity",
      baseUrl: api.baseUrl,
      own: fingerprint("contiguity", requireKey(options.apiKey, "apiKey")),
    }),
    capabilities,
    filters,

    verify: async (read) => {
      await lease.leased(read);
    },

    // The API has no search: it sends every number that it offers.
    async *search(query, read) {
      const found = await availableOf(api, read?.signal);
      const fitting = found
        .filter(isShown)
        .map((number) => toOffer(number, account))
        .filter(
          ({ number, features }) =>
            matchesDigits(number, query) &&
            (query.features ?? []).every((feature) => features.includes(feature)),
        );
      const offers = fitting.filter(({ country }) => country === query.country);
      // Neither said, nor told by its digits: it may be of any.
      const ofNone = fitting.filter(({ country }) => country === null);
      yield {
        offers: query.limit === undefined ? offers : offers.slice(0, query.limit),
        unread: [
          ...found.unread,
          ...ofNone.map(({ number }) => ({ text: number, reason: "location.country: not said" })),
        ],
        unfiltered: unfilteredBy(filters, query),
      };
    },

    countries: async (read) => {
      const found = await availableOf(api, read?.signal);
      return [...new Set(found.filter(isShown).flatMap((number) => countryOf(number) ?? []))];
    },

    quote: async (number, read) => {
      const found = await lease.get(number, read);
      if (!found.available) throw new LeaseError({ kind: "number-taken" });
      return toOffer(found, account);
    },

    async *list(read) {
      const found = await leasedOf(api, read?.signal);
      yield { leases: found.map((number) => toLease(number, account)), unread: found.unread };
    },

    get: (number, read) =>
      ownershipOf(lease.details(number, read).then((found) => toLease(found, account))),

    prepareLease: async (offer, { signal } = {}) => {
      const create = await prepareCreate(api, offer.number, { signal });
      return {
        send: () =>
          outcomeOf(create, (answer): LeaseOutcome => {
            const leased = toNewLease(answer, offer);
            return deniesLease(leased.state)
              ? notConfirmed("status")
              : { kind: "committed", lease: leased };
          }),
      };
    },

    prepareRelease: async (held, { signal } = {}) => {
      const terminate = await prepareTerminate(api, held.number, { signal });
      return {
        send: () =>
          outcomeOf(terminate, (answer): ReleaseOutcome => {
            const released = toReleasedLease(answer, held);
            return released.state === "released"
              ? { kind: "committed", lease: released }
              : notConfirmed("status");
          }),
      };
    },
  };
}

/** Of every number, those that a search shows. */
function isShown({ status }: Pick<NumberOnTheWire, "status">): boolean {
  return status === "available" || status === "g-available";
}

/** The filters of a query that an account has none for: what it finds is not chosen by them. */
function unfilteredBy(
  filters: readonly SearchFilter[],
  { type, features = [], digits }: SearchQuery,
): readonly SearchFilter["name"][] {
  const asked = {
    type: type !== undefined,
    features: features.length > 0,
    digits: digits !== undefined,
  };
  const names = ["type", "features", "digits"] as const;
  return names.filter((name) => asked[name] && !filters.some((one) => one.name === name));
}
