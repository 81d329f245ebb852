import type { AccountId } from "../../domain/account.js";
import { toInstant } from "../../domain/instant.js";
import type { Lease } from "../../domain/lease.js";
import { type E164, isCountry } from "../../domain/phone-number.js";
import { checkOptions } from "../../errors/check-options.js";
import { LeaseError } from "../../errors/lease-error.js";
import { requireKey } from "../../http/check-given.js";
import { unclear } from "../../http/send.js";
import { identifyAccount } from "../identify-account.js";
import { notConfirmed, outcomeOf, ownershipOf } from "../outcome-of.js";
import type {
  LeaseOptions,
  LeaseOutcome,
  ProviderAccount,
  ReadOptions,
  ReleaseOutcome,
} from "../provider-account.js";
import { activeNumbers, prepareRelease } from "./active-numbers.js";
import { availableNumbers, prepareRent } from "./available-numbers.js";
import { capabilities, filters } from "./capabilities.js";
import { connectionTargets } from "./connection-targets.js";
import type { Configurations } from "./configuration.js";
import { type SinchClientOptions, sinchApi, sinchOptions } from "./api.js";
import { type OrderPolicy, needsOrder } from "./lease-route.js";
import { documentsNeeded, toLease, toOffer } from "./mapping.js";
import type { OrderVoiceConfiguration } from "./number-order-requests.js";
import { numberOrders } from "./number-orders.js";
import { followOrder, prepareOrder, routeQuestion, withRequirements } from "./order-lease.js";
import { availableRegions } from "./regions.js";
import type { ActiveNumber } from "./wire.js";
import { searchNumbers } from "./search.js";

/** One account of a lease client, at Sinch. */
export interface SinchProviderOptions extends SinchClientOptions {
  /** Its display name here: each account of a client has another one. */
  readonly account: AccountId;
  /** Which numbers are ordered rather than rented at once; `"for-documents"` when left out. */
  readonly orders?: OrderPolicy | undefined;
}

/**
 * One project at Sinch. A number that is ordered has its documents named in its quote; they are handed in
 * through `createSinchClient`, which also submits the order then.
 * @throws {LeaseError} `bad-input` for an unusable key or address, and whatever is not understood.
 */
export function sinchProvider(options: SinchProviderOptions): ProviderAccount {
  checkOptions(
    options,
    { ...sinchOptions, account: "text", orders: ["for-documents", "as-documented"] },
    arguments,
  );
  const { account, orders } = options;
  // Only the resources that are used, so that the others stay out of a bundle.
  const connection = sinchApi(options);
  const own = asOneWritesIt(requireKey(options.projectId, "projectId"));
  /** What Sinch says of another project proves nothing about this one. It need not say which one it means. */
  const isAnothers = ({ projectId }: ActiveNumber) =>
    Boolean(projectId) && asOneWritesIt(`${projectId}`) !== own;
  const available = availableNumbers(connection);
  const active = activeNumbers(connection);
  const ordering = numberOrders(connection);
  const regionsOf = availableRegions(connection);

  const ownLease = async (number: E164, read?: ReadOptions) => {
    const found = await active.get(number, read);
    if (!isAnothers(found)) return toLease(found, account);
    throw new LeaseError(unclear("read", "unexpected-form", { detail: anothers.reason }));
  };

  return {
    provider: "sinch",
    name: "Sinch",
    account,
    identity: identifyAccount({ provider: "sinch", baseUrl: connection.api.baseUrl, own }),
    capabilities,
    filters,

    verify: async (read) => {
      for await (const _ of active.list({ type: "LOCAL", pageSize: 1 }, read)) return;
    },

    async *search(query, read) {
      for await (const page of searchNumbers(available, query, read))
        yield {
          offers: page.map((number) => toOffer(number, account)),
          unread: page.unread,
          unfiltered: [],
        };
    },

    countries: async (read) => {
      const regions = await regionsOf.list([], read);
      return [...new Set(regions.map(({ regionCode }) => regionCode).filter(isCountry))];
    },
    connectionTargets: (read) => connectionTargets(active, read),

    quote: async (number, read) => {
      const offer = toOffer(await available.check(number, read), account);
      return withRequirements(ordering, offer, { orders, ...read });
    },

    prepareLease: async (offer, { connect = {}, signal } = {}) => {
      const question = routeQuestion(offer);
      if (question ? needsOrder(question, orders) : documentsNeeded(offer))
        return prepareOrder(connection, offer, { connect: configuration(connect), signal });
      const rent = await prepareRent(connection, offer.number, {
        ...configuration(connect),
        signal,
      });
      return {
        send: () =>
          outcomeOf(rent, (answer): LeaseOutcome => {
            if (isAnothers(answer)) return notConfirmed("projectId");
            const lease = toLease(answer, account);
            return lease.state === "releasing"
              ? notConfirmed("expireAt")
              : { kind: "committed", lease };
          }),
      };
    },

    relabel: async (number, label, options) =>
      toLease(await active.update(number, { displayName: label ?? "" }, options), account),

    follow: (order, number, read) =>
      followOrder({ numberOrders: ordering, leaseOf: ownLease }, { order, number }, read),

    async *list(read) {
      for await (const page of active.pages({}, read)) {
        const own = page.filter((number) => !isAnothers(number));
        const others = own.length < page.length ? [anothers] : [];
        yield {
          leases: own.map((number) => toLease(number, account)),
          unread: [...page.unread, ...others],
        };
      }
    },

    get: (number, read) => ownershipOf(ownLease(number, read)),

    prepareRelease: async (held, { signal } = {}) => {
      const release = await prepareRelease(connection, held.number, { signal });
      return {
        send: () =>
          outcomeOf(release, (answer): ReleaseOutcome => {
            if (isAnothers(answer)) return notConfirmed("projectId");
            const lease = toLease(answer, account);
            return endsWithWhatIsPaid(lease, [held.nextChargeAt, toInstant(answer.nextChargeDate)])
              ? { kind: "committed", lease }
              : notConfirmed("expireAt");
          }),
      };
    },
  };
}

/** Whether it ends at a time, and none of the times at which it is charged comes after that. */
function endsWithWhatIsPaid({ endsAt }: Lease, charges: readonly (string | null)[]): boolean {
  return endsAt !== null && charges.every((charge) => !charge || charge <= endsAt);
}

/** What stands for numbers of another project in a list: it says nothing of this one, neither by what it has nor by what it lacks. */
const anothers = { text: null, reason: "projectId: another one" };

/** A UUID is the same in capitals: one project must not be two accounts. */
function asOneWritesIt(project: string): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(project)
    ? project.toLowerCase()
    : project;
}

/** Only the objects that are wanted: Sinch refuses one that is not. */
function configuration({
  sms,
  voice,
}: NonNullable<LeaseOptions["connect"]>): Configurations<OrderVoiceConfiguration> {
  return {
    ...(sms !== undefined && { smsConfiguration: { servicePlanId: sms } }),
    ...(voice !== undefined && { voiceConfiguration: { type: "RTC", appId: voice } }),
  };
}
