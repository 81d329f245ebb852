import type { Offer } from "../../../src/domain/offer.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import type {
  LeaseOutcome,
  ProviderAccount,
  ReadOptions,
} from "../../../src/providers/provider-account.js";
import { identifyAccount } from "../../../src/providers/identify-account.js";
import { checkSent } from "./check-sent.js";
import { type Request, unclear } from "./service.js";
import type { World } from "./world.js";

/** The longest that a sender waits for an answer, as in the real adapters. */
const patienceMs = 30_000;

/** What an adapter has to know of the process that it runs in. */
export interface Sender {
  /** Its session of the ledger. */
  session(): string;
  /** Told when a request has left it. */
  left(): Promise<void>;
}

/** The account as one window sees it: an adapter that classes what it hears rightly. */
export function accountOf(world: World, sender: Sender): ProviderAccount {
  const { service, clock, setup, weakness } = world;

  const read = async <Seen>({ signal }: ReadOptions, see: () => Seen): Promise<Seen> => {
    if (service.tokenExpired) throw new LeaseError({ kind: "unauthorized" });
    if (service.readsFail)
      throw new LeaseError({
        kind: "no-answer",
        reason: "server-error",
        status: 503,
        detail: null,
        retryAfterMs: null,
      });
    // As it was when the question arrived; what happens while the answer is on its way is not in it.
    const seen = see();
    if (service.latencyMs > 0) await clock.sleep(service.latencyMs, signal);
    if (signal?.aborted) throw new LeaseError({ kind: "cancelled" });
    return seen;
  };

  const send = async (
    what: Pick<Request, "kind" | "number" | "leaseId">,
  ): Promise<LeaseOutcome> => {
    const wish = world.wishOfCaller();
    const operationId = await checkSent(world, what, wish, sender.session());
    let hear: (outcome: LeaseOutcome) => void = () => {};
    const answered = new Promise<LeaseOutcome>((resolve) => (hear = resolve));
    const request: Request = {
      ...what,
      wish,
      operationId,
      sentAtMs: clock.monotonicMs(),
      state: "travelling",
      ordered: false,
      failure: null,
      heard: null,
      answer: (outcome) => {
        request.heard ??= outcome;
        hear(request.heard);
      },
    };
    service.requests.push(request);
    await sender.left();
    void clock.sleep(patienceMs).then(() => request.answer(unclear("timed-out")));
    const heard = await answered;
    return weakness.outcome?.(heard) ?? heard;
  };

  return {
    provider: "example",
    name: "Example",
    account: "a",
    identity: identifyAccount({
      provider: "example",
      baseUrl: "https://example.invalid",
      own: "a",
    }),
    capabilities: {
      releaseTakesEffect: setup.releases,
      provisionsLater: false,
      connections: [],
      saysNextCharge: false,
      settleMs: setup.lagMs,
      listProvesAbsence: true,
      repeatPurchase: "unknown",
    },
    filters: [],
    verify: async (options = {}) => read(options, () => {}),
    search: async function* () {},
    quote: async (number, options = {}) =>
      read(options, (): Offer => {
        if (!service.isOffered(number)) throw new LeaseError({ kind: "number-taken" });
        return {
          number,
          account: "a",
          provider: "example",
          country: "US",
          type: "local",
          features: ["sms"],
          price: service.price(number),
          requirements: [],
          leasable: true,
          place: null,
          carrier: null,
          reputation: null,
        };
      }),
    prepareLease: async ({ number }) => ({
      send: () => send({ kind: "lease", number, leaseId: null }),
    }),
    list: async function* (options = {}) {
      // Page by page, each a request of its own, all of one snapshot.
      const all = await read(options, () => [...service.view("list").values()]);
      for (const { lease } of all)
        yield await read(options, () => ({ leases: [lease], unread: [] }));
    },
    get: async (number, options = {}) =>
      read(options, () => {
        const holder = service.view("number").get(number);
        return holder ? { kind: "owned", lease: holder.lease } : { kind: "not-owned" };
      }),
    ...(setup.follows && {
      follow: async (order: string, _number, options: ReadOptions = {}) =>
        read(options, () => {
          const request = service.requests[Number(order)];
          if (!request || request.state === "ordered") return { kind: "pending" as const };
          const outcome = service.outcome(request);
          return outcome.kind === "committed" || outcome.kind === "rejected"
            ? outcome
            : { kind: "pending" as const };
        }),
    }),
    prepareRelease: async ({ number, leaseId }) => ({
      send: async () => {
        const outcome = await send({ kind: "release", number, leaseId });
        if (outcome.kind === "accepted") throw new Error("a release is never taken as an order");
        return outcome;
      },
    }),
  };
}
