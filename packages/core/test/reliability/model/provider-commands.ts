import * as fc from "fast-check";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { Step, Steps } from "./step.js";
import type { Request } from "./request.js";
import { unclear } from "./service.js";
import {
  type Which,
  canBeLost,
  canBeOrdered,
  isDone,
  isFresh,
  isOnItsWay,
  isOrdered,
  isShownAsDone,
  isUnanswered,
  isUnfulfilled,
} from "./which-requests.js";
import type { World } from "./world.js";

const refused = { kind: "rejected", status: 422, reason: null, field: null } as const;

/** What the provider, and the way to it, do with a request. */
export const requests = {
  carryOutAndAnswer: [
    3,
    toRequest("carry out and answer", isFresh, ({ service }, request) => {
      service.carryOut(request);
      request.answer(service.outcome(request));
    }),
  ],
  // Before the sender has given up, or after: a late commit.
  carryOut: [
    7,
    toRequest("carry out", isOnItsWay, ({ service }, request) => service.carryOut(request)),
  ],
  drop: [
    2,
    toRequest("drop", isOnItsWay, (_world, request) => {
      request.state = "lost";
    }),
  ],
  refuseConnection: [
    1,
    toRequest("refuse connection", isFresh, (_world, request) => {
      request.state = "lost";
      request.answer({ kind: "not-sent", failure: { kind: "not-sent", reason: "refused" } });
    }),
  ],
  // As HTTP/2 does it: what was on its way in it may have arrived.
  giveUpConnection: [
    1,
    toRequest("give up the connection of", isFresh, ({ service, weakness }, request) => {
      if (weakness.sendsAgain) service.requests.push({ ...request });
      else request.answer(unclear("connection-lost"));
    }),
  ],
  ...refusals({
    refuseForFunds: { kind: "insufficient-funds" },
    refuse: refused,
    refuseForConflict: { kind: "outcome-unknown", reason: "conflict", status: 409, detail: null },
  }),
  takeOrder: [
    1,
    toRequest("take order", canBeOrdered, ({ service }, request) => {
      takeOrder(request);
      const order = request.submits ?? String(service.requests.indexOf(request));
      request.answer({ kind: "accepted", order });
    }),
  ],
  // Found again by its id, or by a search, or never: then nobody can promise anything.
  takeOrderSilently: [
    1,
    toRequest("take order and lose the answer to", canBeLost, (_world, request) => {
      takeOrder(request);
      request.answer(unclear("connection-lost"));
    }),
  ],
  carryOutOrder: [
    2,
    toRequest("carry out order", isOrdered, ({ service }, request) => service.carryOut(request)),
  ],
  refuseOrder: [
    1,
    toRequest("refuse order", isOrdered, ({ service }, request) =>
      service.refuse(request, { kind: "number-taken" }),
    ),
  ],
} satisfies Steps;

/** What comes back. */
export const answers = {
  answer: [
    3,
    toRequest("answer", isDone, ({ service }, request) => request.answer(service.outcome(request))),
  ],
  // Whether it was carried out, or will be, the sender cannot tell.
  loseConnection: [
    2,
    toRequest("answer connection-lost", isUnanswered, (_world, request) =>
      request.answer(unclear("connection-lost")),
    ),
  ],
  serverError: [
    2,
    toRequest("answer server-error", isUnanswered, (_world, request) =>
      request.answer(unclear("server-error", 500)),
    ),
  ],
  emptyAnswer: [
    1,
    toRequest("answer nothing", isUnanswered, (_world, request) =>
      request.answer(unclear("empty-answer", 204)),
    ),
  ],
  // A success, with the lease as it is: not given back, or not the one.
  answerAsItIs: [
    2,
    toRequest("answer as it is", isUnfulfilled, ({ service }, request) => {
      const lease = service.held.get(request.number)?.lease;
      if (lease) request.answer({ kind: "committed", lease });
    }),
  ],
  // Something on the way has sent it twice: the second one is refused, since the first was carried out.
  refuseSecond: [
    1,
    toRequest("refuse a second", isShownAsDone, ({ service }, request) =>
      request.answer(
        service.requests.indexOf(request) % 2 === 0
          ? unclear("conflict", 409)
          : { kind: "rejected", failure: refused },
      ),
    ),
  ],
} satisfies Steps;

function refusals<Names extends string>(failures: Record<Names, LeaseFailure>) {
  const steps = Object.entries<LeaseFailure>(failures).map(([name, failure]) => [
    name,
    [
      1,
      toRequest(`refuse as ${failure.kind}`, isFresh, ({ service }, request) => {
        service.refuse(request, failure);
        request.answer(service.outcome(request));
      }),
    ],
  ]);
  // By the names that it was given.
  return Object.fromEntries(steps) as Record<Names, Steps[string]>;
}

function takeOrder(request: Request): void {
  request.state = "ordered";
  request.ordered = true;
}

function toRequest(
  name: string,
  which: Which,
  happen: (world: World, request: Request) => void,
): fc.Arbitrary<Step> {
  const possible = ({ service, setup }: World) =>
    service.requests.filter((request) => which(service, request, setup));
  return fc.nat(3).map((index) => ({
    name: `${name} ${index}`,
    isPossible: (world) => possible(world).length > 0,
    happen: (world) => {
      const all = possible(world);
      const request = all[index % all.length];
      if (request) happen(world, request);
    },
  }));
}
