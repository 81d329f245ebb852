import * as fc from "fast-check";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { LeaseOutcome } from "../../../src/providers/provider-account.js";
import type { Step, Weighted } from "./step.js";
import { type Request, type Service, unclear } from "./service.js";

/** What the provider, and the way to it, do with a request. */
export const requests: readonly Weighted[] = [
  [
    3,
    toRequest("carry out and answer", isFresh, (service, request) => {
      service.carryOut(request);
      request.answer(service.outcome(request));
    }),
  ],
  // Before the sender has given up, or after: a late commit.
  [7, toRequest("carry out", isOnItsWay, (service, request) => service.carryOut(request))],
  [
    2,
    toRequest("drop", isOnItsWay, (_service, request) => {
      request.state = "lost";
    }),
  ],
  [
    1,
    toRequest("refuse connection", isFresh, (_service, request) => {
      request.state = "lost";
      request.answer({ kind: "not-sent", failure: { kind: "not-sent", reason: "refused" } });
    }),
  ],
  ...refusals().map((failure): Weighted => [
    1,
    toRequest(`refuse as ${failure.kind}`, isFresh, (service, request) => {
      service.refuse(request, failure);
      request.answer(service.outcome(request));
    }),
  ]),
  [
    1,
    toRequest("take order", canBeOrdered, (service, request) => {
      request.state = "ordered";
      request.ordered = true;
      request.answer({ kind: "accepted", order: String(service.requests.indexOf(request)) });
    }),
  ],
  [2, toRequest("carry out order", isOrdered, (service, request) => service.carryOut(request))],
  [
    1,
    toRequest("refuse order", isOrdered, (service, request) =>
      service.refuse(request, { kind: "number-taken" }),
    ),
  ],
];

/** What comes back. */
export const answers: readonly Weighted[] = [
  [3, toRequest("answer", isDone, (service, request) => request.answer(service.outcome(request)))],
  // Whether it was carried out, or will be, the sender cannot tell.
  ...lost().map((outcome): Weighted => [
    2,
    toRequest(
      `answer ${outcome.kind === "unknown" && outcome.failure.kind === "outcome-unknown" ? outcome.failure.reason : ""}`,
      isUnanswered,
      (_service, request) => request.answer(outcome),
    ),
  ]),
  [
    1,
    toRequest("answer conflict after all", isShownAsDone, (_service, request) =>
      request.answer(unclear("conflict", 409)),
    ),
  ],
];

function refusals(): readonly LeaseFailure[] {
  return [
    { kind: "insufficient-funds" },
    { kind: "rejected", status: 422, reason: null, field: null },
    { kind: "outcome-unknown", reason: "conflict", status: 409, detail: null },
  ];
}

function lost(): readonly LeaseOutcome[] {
  return [unclear("connection-lost"), unclear("server-error", 500)];
}

type Which = (service: Service, request: Request) => boolean;

function isUnanswered(_service: Service, { heard, state }: Request): boolean {
  return heard === null && state !== "ordered";
}

function isOnItsWay(service: Service, request: Request): boolean {
  return service.isOnItsWay(request);
}

function isFresh(service: Service, request: Request): boolean {
  return isUnanswered(service, request) && service.isOnItsWay(request);
}

function canBeOrdered(service: Service, request: Request): boolean {
  return request.kind === "lease" && isFresh(service, request);
}

function isOrdered(_service: Service, { state }: Request): boolean {
  return state === "ordered";
}

function isDone(service: Service, request: Request): boolean {
  const { state } = request;
  return isUnanswered(service, request) && (state === "carried-out" || state === "refused");
}

/** A conflict is a refusal, whose reads are believed at once; so it is said where the reads are not behind. */
function isShownAsDone(service: Service, request: Request): boolean {
  return (
    request.kind === "lease" &&
    request.state === "carried-out" &&
    isUnanswered(service, request) &&
    service.view("number").has(request.number) &&
    service.view("list").has(request.number)
  );
}

function toRequest(
  name: string,
  which: Which,
  happen: (service: Service, request: Request) => void,
): fc.Arbitrary<Step> {
  return fc.nat(3).map((index) => ({
    name: `${name} ${index}`,
    isPossible: ({ service }) => service.requests.some((request) => which(service, request)),
    happen: ({ service }) => {
      const possible = service.requests.filter((request) => which(service, request));
      const request = possible[index % possible.length];
      if (request) happen(service, request);
    },
  }));
}
