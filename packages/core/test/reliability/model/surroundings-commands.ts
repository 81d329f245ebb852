import * as fc from "fast-check";
import type { Step, Steps } from "./step.js";
import { mood, moods, step } from "./moods.js";
import { numbers } from "./setup.js";
import type { CrashPoint, Window, World } from "./world.js";

const place = fc.nat(1);
const number = fc.constantFrom(...numbers);
const yearMs = 365 * 24 * 3_600_000;

const crashPoints: fc.Arbitrary<CrashPoint> = fc.oneof(
  fc.constant<CrashPoint>({ step: "request", when: "after" }),
  fc.record<CrashPoint>({
    step: fc.constantFrom(
      "claim",
      "sent",
      "committed",
      "rejected",
      "unknown",
      "accepted",
      "absent",
    ),
    when: fc.constantFrom("before", "after"),
  }),
);

/** Ends every mood; what was stale stays so for its time. */
export function recover(world: World): void {
  const { service } = world;
  service.latencyMs = 0;
  service.failing = null;
  service.gateway = false;
  service.defective = false;
  service.silent = false;
  service.priceless = null;
  service.oddLists = false;
  service.strangeWords = false;
  service.tokenExpired = false;
  world.diskFull = false;
  world.ledgerMs = 0;
  world.markMs = 0;
  world.answerLost = null;
  for (const window of world.windows) if (window) comeBack(world, window);
}

/** It is the session that it was; what was taken over meanwhile is not its own any more. */
function comeBack(world: World, window: Window): void {
  if (!window.isCutOff) return;
  window.isCutOff = false;
  if (window.isAlive) world.records.sessions.add(window.session);
}

function isThere(window: Window | null | undefined): boolean {
  return window?.isAlive === true && !window.isCutOff;
}

/** Everything else: processes, time, the disk, other people, and the provider's moods. */
export const surroundings = {
  open: [
    6,
    step(fc.tuple(place, fc.boolean()), ([place, reconciles]) => [
      `open window ${place}${reconciles ? " and reconcile" : ""}`,
      (world) => {
        const window = world.open(place);
        if (reconciles) world.inBackground(async () => window.client().reconcile());
      },
      ({ windows }) => !windows[place]?.isAlive,
    ]),
  ],
  crash: [2, inWindow(place.map((place) => [place, null]))],
  crashAtPoint: [2, inWindow(fc.tuple(place, crashPoints))],
  wait: [8, waits(10, 400, 3000, 12_000)],
  // Longer than a sender waits for an answer, than asking goes on, than a quote lasts.
  waitLong: [3, waits(31_000, 65_000, 220_000, 601_000, 1_000_000)],
  stale: [
    2,
    step(fc.constantFrom("number", "list"), (read) => [
      `stale ${read} reads`,
      ({ service }) => service.freeze(read),
    ]),
  ],
  ...moods,
  slowMark: [
    1,
    step(fc.constantFrom(4000, 15_000, 1_100_000), (ms) => [
      `the answer to a mark takes ${ms} ms`,
      (world) => (world.markMs = ms),
    ]),
  ],
  answerLost: [
    1,
    step(fc.constantFrom("alone", "with the way there"), (how) => [
      `the answer to what is written next is lost, ${how}`,
      (world) => (world.answerLost = how),
      ({ setup }) => setup.ledger === "in memory",
    ]),
  ],
  cutOff: [
    1,
    step(place, (place) => [
      `window ${place} is cut off from the ledger`,
      (world) => {
        const window = world.windows[place];
        if (!window) return;
        window.isCutOff = true;
        world.records.sessions.delete(window.session);
      },
      ({ setup, windows }) => setup.ledger === "in memory" && isThere(windows[place]),
    ]),
  ],
  comeBack: [
    4,
    step(place, (place) => [
      `window ${place} reaches the ledger again`,
      (world) => {
        const window = world.windows[place];
        if (window) comeBack(world, window);
      },
      ({ windows }) => windows[place]?.isCutOff === true,
    ]),
  ],
  recover: [6, mood("all is well again", recover)],
  oddLists: [
    1,
    mood("something in lists cannot be read", ({ service }) => (service.oddLists = true)),
  ],
  strangeWords: [
    1,
    mood("ends are told of in strange words", ({ service }) => (service.strangeWords = true)),
  ],
  wallClock: [
    1,
    step(fc.constantFrom(-yearMs, yearMs), (ms) => [
      `wall clock moves ${ms} ms`,
      ({ moveWallClock }) => moveWallClock(ms),
    ]),
  ],
  price: [
    1,
    step(fc.tuple(number, fc.constantFrom("2.00", "3.00")), ([number, amount]) => [
      `${number} costs ${amount}`,
      ({ service }) => service.prices.set(number, { amount, currency: "USD" }),
    ]),
  ],
  leasedElsewhere: [
    1,
    step(fc.tuple(number, fc.constantFrom("a", "b")), ([number, project]) => [
      `${number} is leased elsewhere at ${project}`,
      ({ service }) => service.hold(number, null, project),
      ({ service, setup }) =>
        service.isOffered(number) &&
        // Where neither accounts nor leases have ids, nobody can tell it from the account that had it before.
        (setup.identity === "project" ||
          setup.leaseIds ||
          service.spans.every((one) => one.number !== number || one.project === project)),
    ]),
  ],
  releasedElsewhere: [
    1,
    step(number, (number) => [
      `${number} is released elsewhere`,
      ({ service }) => service.end(number),
      ({ service }) => service.held.has(number),
    ]),
  ],
  stranger: [
    1,
    step(number, (number) => [
      `a stranger takes or leaves ${number}`,
      ({ service: { strangers } }) => strangers.delete(number) || strangers.add(number),
      ({ service }) => !service.held.has(number),
    ]),
  ],
  periodsEnd: [
    1,
    step(fc.constant(null), () => ["periods end", ({ service }) => service.endPeriods()]),
  ],
} satisfies Steps;

function waits(...ms: readonly number[]): fc.Arbitrary<Step> {
  return step(fc.constantFrom(...ms), (ms) => [`wait ${ms} ms`, ({ clock }) => clock.advance(ms)]);
}

/** A process ends: now, or at a point of the next operation. */
function inWindow(where: fc.Arbitrary<[place: number, point: CrashPoint | null]>) {
  return step(where, ([place, point]) => [
    point ? `crash window ${place} ${point.when} ${point.step}` : `crash window ${place}`,
    async (world) => {
      const window = world.windows[place];
      if (point && window) window.crashAt = point;
      else {
        world.crashes += 1;
        await window?.crash();
      }
    },
    ({ windows }) => windows[place]?.isAlive ?? false,
  ]);
}
