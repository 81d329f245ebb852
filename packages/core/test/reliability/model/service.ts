import type { Clock } from "../../../src/clock.js";
import type { AccountIdentity } from "../../../src/domain/account.js";
import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import { type Price, toPrice } from "../../../src/domain/price.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { UnclearReason } from "../../../src/errors/reasons.js";
import type { LeaseOutcome, OrderProgress } from "../../../src/providers/provider-account.js";
import { exampleLease } from "../../support/example-lease.js";
import type { Project } from "./connection.js";
import type { Held, ReadList, Request, View } from "./request.js";
import { type Setup, heldBefore } from "./setup.js";

/** A time that a number was held. */
interface Span {
  readonly number: E164;
  readonly project: Project;
  readonly fromMs: number;
  toMs: number | null;
}

/** The provider's side: what is true, whatever anybody has been told. Commands decide what it does when. */
export function createService(clock: Clock, setup: Setup) {
  const held = new Map<E164, Held>();
  const prices = new Map<E164, { readonly amount: string; readonly currency: string }>();
  const frozen = new Map<"number" | "list", { readonly view: View; readonly untilMs: number }>();
  const service = {
    held,
    prices,
    requests: new Array<Request>(),
    /** Orders that nobody had submitted when they were asked about, and nobody can any more. */
    expired: new Set<string>(),
    /** Every lease there has been, newest last. */
    leases: new Array<Lease>(),
    /** Every time that a number was held. */
    spans: new Array<Span>(),
    /** Numbers that were leased again while they were held, by which requests. */
    doubles: new Array<readonly [Request, Request]>(),
    /** Numbers that somebody else has. */
    strangers: new Set<E164>(),
    /** The key that each account takes. Another one is no key. */
    keys: { a: "key-a-1", b: "key-b-1" } as Record<Project, string>,
    tokenExpired: false,
    /** Which reads end without an answer. */
    failing: null as "all" | "number" | "list" | null,
    /** Something before the provider answers every read with a 404 in JSON. */
    gateway: false,
    /** Reads run into a defect of the adapter. */
    defective: false,
    /** Reads never end, whatever their askers do. */
    silent: false,
    /** Where prices are left out. */
    priceless: null as "answer" | "list" | "quote" | null,
    /** Something in every list cannot be read, and may be any number. */
    oddLists: false,
    /** What is given back is told of in words that nobody knows. */
    strangeWords: false,
    latencyMs: 0,
    listWasStale: false,
    listsRead: new Array<ReadList>(),
    /** The accounts whose list has been kept. */
    listsKept: new Set<AccountIdentity>(),
    /** Numbers that a list has shown that was kept. */
    numbersTold: new Set<E164>(),

    price: (number: E164): Price | null => {
      const { amount = "2.00", currency = "USD" } = prices.get(number) ?? {};
      return toPrice({ currency, setup: "1.00", recurring: amount, intervalMonths: 1 });
    },
    /** A lease as it is told of: with its price or without, and in which words. */
    shown: (lease: Lease, where: "answer" | "list" | "number"): Lease => {
      const isPriceless = service.priceless === where || setup.prices === "in quotes only";
      const isStrange = service.strangeWords && lease.state === "releasing";
      return {
        ...lease,
        ...(isPriceless && { price: null }),
        ...(isStrange && { state: "x-ending" }),
      };
    },
    view: (read: "number" | "list", project: Project): View => {
      const stale = frozen.get(read);
      const seen = stale && clock.monotonicMs() < stale.untilMs ? stale.view : held;
      return new Map([...seen].filter(([, one]) => one.project === project));
    },
    isFrozen: (read: "number" | "list"): boolean =>
      clock.monotonicMs() < (frozen.get(read)?.untilMs ?? 0),
    /** What this read shows stays as it is now for a while. It never goes back, and lags no longer than it may. */
    freeze: (read: "number" | "list") => {
      if (service.isFrozen(read)) return;
      if (read === "list") service.listWasStale = true;
      frozen.set(read, { view: new Map(held), untilMs: clock.monotonicMs() + setup.lagMs });
    },
    thaw: () => frozen.clear(),
    isOffered: (number: E164): boolean =>
      !held.has(number) &&
      !service.strangers.has(number) &&
      // Nobody offers a number again before every read shows that it was given back.
      !service.spans.some(
        ({ number: one, toMs }) =>
          one === number && toMs !== null && clock.monotonicMs() - toMs <= setup.lagMs,
      ),
    /** Whether the account held the number at any time since. */
    heldSince: (number: E164, sinceMs: number): boolean =>
      service.spans.some(
        (span) => span.number === number && (span.toMs === null || span.toMs >= sinceMs),
      ),
    hold: (number: E164, by: Request | null, project: Project = by?.project ?? "a") => {
      const leaseId = setup.leaseIds ? `lease-${service.leases.length}` : null;
      const lease = exampleLease({ number, account: "a", leaseId, price: service.price(number) });
      service.leases.push(lease);
      service.spans.push({ number, project, fromMs: clock.monotonicMs(), toMs: null });
      held.set(number, { lease, sinceMs: clock.monotonicMs(), by, project });
    },
    end: (number: E164) => {
      held.delete(number);
      for (const span of service.spans)
        if (span.number === number) span.toMs ??= clock.monotonicMs();
    },
    /** The period of every lease that was given back ends. */
    endPeriods: () => {
      for (const [number, { lease }] of held) if (lease.state === "releasing") service.end(number);
    },
    /** Whether the request can still arrive. */
    isOnItsWay: ({ state, sentAtMs }: Request): boolean =>
      state === "travelling" && clock.monotonicMs() - sentAtMs <= setup.arrivesWithinMs,
    /** It has come. An order that was once called expired is taken from nobody any more. */
    take: (request: Request) => {
      service.requests.push(request);
      if (request.submits !== null && service.expired.has(request.submits))
        service.refuse(request, expired.failure);
    },
    expire: (order: string) => {
      service.expired.add(order);
      return expired;
    },
    refuse: (request: Request, failure: LeaseFailure) => {
      request.state = "refused";
      request.failure = failure;
    },
    carryOut: (request: Request) => {
      if (service.tokenExpired && !request.ordered)
        return service.refuse(request, { kind: "unauthorized" });
      if (request.kind === "lease") lease(request);
      else release(request);
    },
    /** What the provider has to say of a request that it has dealt with. */
    outcome: ({ kind, number, state, failure }: Request): LeaseOutcome => {
      if (failure?.kind === "outcome-unknown") return { kind: "unknown", failure };
      if (state === "refused" && failure) return { kind: "rejected", failure };
      const last = service.leases.findLast((one) => one.number === number);
      const now = held.get(number)?.lease ?? last ?? exampleLease({ number, account: "a" });
      const left = held.has(number) ? "releasing" : "released";
      const lease: Lease = kind === "lease" ? now : { ...now, state: left };
      return { kind: "committed", lease: service.shown(lease, "answer") };
    },
  };
  prices.set(heldBefore, { amount: "1.00", currency: "USD" });
  if (setup.holdsBefore) service.hold(heldBefore, null);
  return service;

  function lease(request: Request) {
    const { number, project } = request;
    const holder = held.get(number);
    const isOthers = holder && (!holder.by || holder.project !== project);
    if (service.strangers.has(number) || isOthers)
      return service.refuse(request, { kind: "number-taken" });
    request.state = "carried-out";
    // Nothing at the provider keeps a person from paying twice: the client has to.
    if (holder?.by) service.doubles.push([holder.by, request]);
    else service.hold(number, request);
  }

  function release(request: Request) {
    const { number, leaseId, project } = request;
    const holder = held.get(number);
    if (!holder || holder.project !== project || holder.lease.leaseId !== leaseId)
      return service.refuse(request, { kind: "not-leased" });
    request.state = "carried-out";
    if (setup.releases === "at-once") return service.end(number);
    held.set(number, { ...holder, lease: { ...holder.lease, state: "releasing" } });
  }
}

export type Service = ReturnType<typeof createService>;

/** What a sender can tell of a request without a clear answer. */
export function unclear(reason: UnclearReason, status: number | null = null): LeaseOutcome {
  return {
    kind: "unknown",
    failure: { kind: "outcome-unknown", reason, status, detail: null },
  };
}

/** Nobody has submitted it. */
export const expired = {
  kind: "rejected",
  failure: { kind: "rejected", status: 200, reason: "expired", field: null },
} satisfies OrderProgress;
