import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { Offer } from "../../../src/domain/offer.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import type {
  LeaseOutcome,
  OrderProgress,
  ProviderAccount,
  ReadOptions,
} from "../../../src/providers/provider-account.js";
import { checkSent } from "./check-sent.js";
import { type Connection, identityOf } from "./connection.js";
import type { Request } from "./request.js";
import { expired, unclear } from "./service.js";
import type { World } from "./world.js";

/** The longest that a sender waits for an answer, as in the real adapters. */
const patienceMs = 30_000;

/** What an adapter has to know of the process that it runs in. */
export interface Sender {
  /** Its session of the ledger. */
  readonly session: string;
  /** Whether its client has been closed. */
  readonly isClosed: boolean;
  /** Told when a request has left it. */
  left(): Promise<void>;
}

/** The account as one window sees it: an adapter that classes what it hears rightly. */
export function accountOf(world: World, connection: Connection, sender: Sender): ProviderAccount {
  const { service, clock, setup, weakness } = world;
  const { name, project, key } = connection;
  const identity = weakness.identity?.(connection) ?? identityOf(connection, setup.identity);
  world.projects.set(identity, project);
  const shown = (lease: Lease): Lease => ({ ...lease, account: name });

  const read = async <Seen>(
    what: "number" | "list" | "order",
    { signal }: ReadOptions,
    see: () => Seen,
  ): Promise<Seen> => {
    if (service.silent) await new Promise<never>(() => {});
    if (service.defective) throw new TypeError("nothing of this can be read");
    if (service.gateway) throw noAnswer(404);
    if (service.tokenExpired || service.keys[project] !== key)
      throw new LeaseError({ kind: "unauthorized" });
    if (service.failing === "all" || service.failing === what) throw noAnswer(503);
    // As it was when the question arrived; what happens while the answer is on its way is not in it.
    const seen = see();
    if (service.latencyMs > 0) await clock.sleep(service.latencyMs, signal);
    if (signal?.aborted) throw new LeaseError({ kind: "cancelled" });
    return seen;
  };

  const send = async (
    what: Pick<Request, "kind" | "number" | "leaseId" | "submits">,
  ): Promise<LeaseOutcome> => {
    const call = world.currentCall();
    if (sender.isClosed)
      world.broken("contract", `a ${what.kind} leaves after its client was closed`);
    const operationId = await checkSent(world, what, call, sender.session);
    let hear: (outcome: LeaseOutcome) => void = () => {};
    const answered = new Promise<LeaseOutcome>((resolve) => (hear = resolve));
    const request: Request = {
      ...what,
      call,
      project,
      operationId,
      sentAtMs: clock.monotonicMs(),
      state: "travelling",
      ordered: false,
      givenUp: false,
      failure: null,
      heard: null,
      answer: (outcome) => {
        request.heard ??= outcome;
        hear(request.heard);
      },
    };
    service.take(request);
    await sender.left();
    void clock.sleep(patienceMs).then(() => request.answer(unclear("timed-out")));
    const heard = await answered;
    const outcome = weakness.outcome?.(heard) ?? heard;
    if (outcome.kind === "committed") return { ...outcome, lease: shown(outcome.lease) };
    // Whatever became of a submission without an answer, following the order tells.
    const isLost = what.submits !== null && outcome.kind === "unknown";
    return isLost ? { kind: "accepted", order: what.submits } : outcome;
  };

  const progressOf = (request: Request | undefined): OrderProgress => {
    if (!request || request.state === "ordered" || service.isOnItsWay(request))
      return { kind: "pending" };
    if (request.state === "lost" || request.state === "travelling") return expired;
    const outcome = service.outcome(request);
    if (outcome.kind === "committed") return { ...outcome, lease: shown(outcome.lease) };
    if (outcome.kind === "rejected") return outcome;
    return request.submits === null ? { kind: "pending" } : expired;
  };

  /** By the id that its answer said, or that it had before. One that nobody has submitted expires. */
  const follow = async (order: string, _number: E164, options: ReadOptions = {}) =>
    read("order", options, (): OrderProgress => {
      const created = order.startsWith("created-");
      const request = created
        ? service.requests.find(({ submits }) => submits === order)
        : service.requests[Number(order)];
      return created && !request ? service.expire(order) : progressOf(request);
    });

  const findOrder = async (number: E164, options: ReadOptions = {}) =>
    read("order", options, () => {
      const index = service.requests.findIndex(
        (one) => one.ordered && one.state === "ordered" && one.number === number,
      );
      return index < 0 || service.requests[index]?.project !== project
        ? null
        : { order: String(index) };
    });

  return {
    provider: "example",
    name: "Example",
    account: name,
    identity,
    capabilities: {
      releaseTakesEffect: setup.releases,
      provisionsLater: false,
      connections: [],
      searchFindsAll: true,
      keepsLabels: false,
      saysNextCharge: false,
      settleMs: setup.lagMs,
      listProvesAbsence: true,
      repeatPurchase: "unknown",
    },
    filters: [],
    verify: async (options = {}) => read("number", options, () => {}),
    search: async function* () {},
    quote: async (number, options = {}) =>
      read("number", options, (): Offer => {
        if (!service.isOffered(number)) throw new LeaseError({ kind: "number-taken" });
        return {
          number,
          account: name,
          provider: "example",
          country: "US",
          type: "local",
          features: ["sms"],
          price: service.priceless === "quote" ? null : service.price(number),
          requirements: [],
          leasable: true,
          place: null,
          carrier: null,
          reputation: null,
        };
      }),
    prepareLease: async ({ number }) => {
      const order = setup.orders === "created" ? world.nextOrder() : null;
      return {
        order,
        send: () => send({ kind: "lease", number, leaseId: null, submits: order }),
      };
    },
    list: async function* (options = {}) {
      const beganAtMs = clock.monotonicMs();
      // Page by page, each a request of its own, all of one snapshot.
      const all = await read("list", options, () => [...service.view("list", project).values()]);
      for (const { lease } of all) {
        const told = service.shown(lease, "list");
        yield await read("list", options, () => ({ leases: [shown(told)], unread: [] }));
      }
      const isLegible = !service.oddLists;
      if (!isLegible) yield { leases: [], unread: [{ text: null, reason: "odd" }] };
      service.listsRead.push({
        project,
        beganAtMs,
        shown: all.map(({ lease }) => lease),
        isLegible,
      });
    },
    get: async (number, options = {}) =>
      read("number", options, () => {
        const holder = service.view("number", project).get(number);
        return holder
          ? { kind: "owned", lease: shown(service.shown(holder.lease, "number")) }
          : { kind: "not-owned" };
      }),
    ...(setup.orders !== "unfollowed" && { follow }),
    ...(setup.orders === "searched" && { findOrder }),
    prepareRelease: async ({ number, leaseId }) => ({
      send: async () => {
        const outcome = await send({ kind: "release", number, leaseId, submits: null });
        if (outcome.kind === "accepted") throw new Error("a release is never taken as an order");
        return outcome;
      },
    }),
  };
}

/** What it says is nobody's word on a number. */
function noAnswer(status: 404 | 503): LeaseError {
  const reason = status === 404 ? "unexpected-form" : "server-error";
  return new LeaseError({ kind: "no-answer", reason, status, detail: null, retryAfterMs: null });
}
