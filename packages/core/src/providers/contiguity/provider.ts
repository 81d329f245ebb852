import type { AccountId } from "../../domain/account.js";
import { matchesDigits } from "../../domain/search-query.js";
import { LeaseError } from "../../errors/lease-error.js";
import { type ProviderAccount, outcomeOf } from "../provider-account.js";
import { type ContiguityClientOptions, contiguityApi } from "./api.js";
import { leasesOf } from "./leases.js";
import { toLease, toNewLease, toOffer, toReleasedLease } from "./mapping.js";

/** One account at Contiguity. @throws {LeaseError} `bad-input` for an unusable key or address. */
export function contiguityProvider(
  options: ContiguityClientOptions & { readonly account: AccountId },
): ProviderAccount {
  const { account } = options;
  const lease = leasesOf(contiguityApi(options));

  return {
    id: "contiguity",
    name: "Contiguity",
    account,
    capabilities: {
      releaseTakesEffect: "at-once",
      provisionsLater: false,
      connections: [],
      saysNextCharge: false,
    },
    filters: [
      { name: "features", values: ["sms", "mms", "rcs", "imessage", "whatsapp"] },
      { name: "digits", positions: ["start", "contains", "end"] },
    ],

    verify: async (read) => {
      await lease.leased(read);
    },

    // The API has no search: it sends every number that it offers.
    async *search(query, read) {
      const offers = (await lease.available(read))
        .filter(({ status }) => status === "available" || status === "g-available")
        .map((number) => toOffer(number, account))
        .filter((offer) => offer.country === query.country && matchesDigits(offer.number, query))
        .filter((offer) =>
          (query.features ?? []).every((feature) => offer.features.includes(feature)),
        );
      yield query.limit === undefined ? offers : offers.slice(0, query.limit);
    },

    quote: async (number, read) => {
      const found = await lease.get(number, read);
      if (!found.available) throw new LeaseError({ kind: "number-taken" });
      return toOffer(found, account);
    },

    lease: (offer) =>
      outcomeOf(async () => ({ lease: toNewLease(await lease.create(offer.number), offer) })),

    async *list(read) {
      yield (await lease.leased(read)).map((number) => toLease(number, account));
    },

    get: async (number, read) => {
      try {
        const held = toLease(await lease.details(number, read), account);
        // A lease that has ended may still be told of: its number is not held any more.
        return held.state === "released" ? { kind: "not-owned" } : { kind: "owned", lease: held };
      } catch (error) {
        if (error instanceof LeaseError && error.failure.kind === "not-leased")
          return { kind: "not-owned" };
        throw error;
      }
    },

    release: (held) =>
      outcomeOf(async () => ({ lease: toReleasedLease(await lease.terminate(held.number), held) })),
  };
}
