import type { AccountId } from "../../domain/account.js";
import type { NumberType } from "../../domain/offer.js";
import { type SearchQuery, callingCodePrefix, matchesDigits } from "../../domain/search-query.js";
import { LeaseError } from "../../errors/lease-error.js";
import { merge } from "../../merge.js";
import { type LeaseOptions, type LeaseProvider, outcomeOf } from "../lease-provider.js";
import { type SinchClientOptions, createSinchClient } from "./client.js";
import { toLease, toOffer, toSinchCapability, toSinchType } from "./mapping.js";
import type { NumberPattern, RentOptions } from "./requests.js";

const types = ["mobile", "local", "toll-free"] as const satisfies readonly NumberType[];

/** One project at Sinch. @throws {LeaseError} `bad-input` for an unusable key or address. */
export function sinchProvider(
  options: SinchClientOptions & { readonly account: AccountId },
): LeaseProvider {
  const { account } = options;
  const { availableNumbers, activeNumbers } = createSinchClient(options);

  return {
    id: "sinch",
    name: "Sinch",
    account,
    capabilities: {
      releaseTakesEffect: "at-period-end",
      provisionsLater: true,
      connections: [
        { feature: "sms", idName: "SMS service plan ID" },
        { feature: "voice", idName: "Voice app ID" },
      ],
      saysNextCharge: true,
    },
    filters: [
      { name: "type", values: types },
      { name: "features", values: ["sms", "voice"] },
      { name: "digits", positions: ["start", "contains", "end"] },
    ],

    verify: async (read) => {
      for await (const _ of activeNumbers.list({ type: "LOCAL", pageSize: 1 }, read)) return;
    },

    async *search(query, read) {
      const capabilities = (query.features ?? []).map(toSinchCapability);
      // A feature that Sinch does not have: no number has it.
      if (!capabilities.every((one) => one !== null)) return;
      const wanted = (query.type ? [query.type] : types)
        .map(toSinchType)
        .filter((type) => type !== null);
      const ofType = async function* (type: (typeof wanted)[number]) {
        const found = await availableNumbers.search(
          {
            regionCode: query.country,
            type,
            capabilities,
            numberPattern: pattern(query),
            size: query.limit,
          },
          read,
        );
        yield found.map((number) => toOffer(number, account));
      };
      let left = query.limit ?? Number.POSITIVE_INFINITY;
      for await (const found of merge(wanted.map(ofType))) {
        // Sinch's "contains" also finds the digits in the country code.
        const offers = found.filter((offer) => matchesDigits(offer.number, query)).slice(0, left);
        yield offers;
        left -= offers.length;
        if (left <= 0) return;
      }
    },

    quote: async (number, read) => toOffer(await availableNumbers.check(number, read), account),

    lease: ({ number }, { connect = {} } = {}) =>
      outcomeOf(async () => ({
        lease: toLease(await availableNumbers.rent(number, configuration(connect)), account),
      })),

    async *list(read) {
      for await (const page of activeNumbers.pages({}, read))
        yield page.map((number) => toLease(number, account));
    },

    get: async (number, read) => {
      try {
        return { kind: "owned", lease: toLease(await activeNumbers.get(number, read), account) };
      } catch (error) {
        if (error instanceof LeaseError && error.failure.kind === "not-leased")
          return { kind: "not-owned" };
        throw error;
      }
    },

    release: ({ number }) =>
      outcomeOf(async () => ({ lease: toLease(await activeNumbers.release(number), account) })),
  };
}

/** Only the objects that are wanted: Sinch refuses one that is not. */
function configuration({ sms, voice }: NonNullable<LeaseOptions["connect"]>): RentOptions {
  return {
    ...(sms !== undefined && { smsConfiguration: { servicePlanId: sms } }),
    ...(voice !== undefined && { voiceConfiguration: { type: "RTC", appId: voice } }),
  };
}

/** Sinch matches the pattern against the whole E.164 number. */
function pattern(query: SearchQuery): NumberPattern | undefined {
  if (!query.digits) return undefined;
  switch (query.position ?? "contains") {
    case "start":
      return { pattern: callingCodePrefix(query) + query.digits, searchPattern: "START" };
    case "contains":
      return {
        pattern: query.digits,
        searchPattern: query.digits.startsWith("+") ? "START" : "CONTAINS",
      };
    case "end":
      return { pattern: query.digits, searchPattern: "END" };
  }
}
