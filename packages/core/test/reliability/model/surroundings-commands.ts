import * as fc from "fast-check";
import type { Step, Weighted } from "./step.js";
import { numbers } from "./setup.js";
import type { CrashPoint, World } from "./world.js";

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

const moods: readonly (readonly [name: string, happen: (world: World) => unknown])[] = [
  ["reads take 40 ms", ({ service }) => (service.latencyMs = 40)],
  ["reads take 2500 ms", ({ service }) => (service.latencyMs = 2500)],
  ["reads fail", ({ service }) => (service.readsFail = true)],
  ["the token expires", ({ service }) => (service.tokenExpired = true)],
  ["the disk is full", (world) => (world.diskFull = true)],
  ["the ledger takes 7 ms", (world) => (world.ledgerMs = 7)],
];

/** Ends every mood; what was stale stays so for its time. */
export function recover(world: World): void {
  world.service.latencyMs = 0;
  world.service.readsFail = false;
  world.service.tokenExpired = false;
  world.diskFull = false;
  world.ledgerMs = 0;
}

/** Everything else: processes, time, the disk, other people, and the provider's moods. */
export const surroundings: readonly Weighted[] = [
  [
    6,
    step(fc.tuple(place, fc.boolean()), ([place, reconciles]) => [
      `open window ${place}${reconciles ? " and reconcile" : ""}`,
      (world) => {
        const window = world.open(place);
        if (reconciles) world.inBackground(() => window.client().reconcile());
      },
      ({ windows }) => !windows[place]?.isAlive,
    ]),
  ],
  [2, inWindow(place.map((place) => [place, null]))],
  [2, inWindow(fc.tuple(place, crashPoints))],
  [8, waits(10, 400, 3000, 12_000)],
  // Longer than a sender waits for an answer, than asking goes on, than a quote lasts.
  [3, waits(31_000, 65_000, 220_000, 601_000, 1_000_000)],
  [
    2,
    step(fc.constantFrom("number", "list"), (read) => [
      `stale ${read} reads`,
      ({ service }) => service.freeze(read),
    ]),
  ],
  ...moods.map(([name, happen]): Weighted => [1, step(fc.constant(name), () => [name, happen])]),
  [6, step(fc.constant(null), () => ["all is well again", recover])],
  [
    1,
    step(fc.constantFrom(-yearMs, yearMs), (ms) => [
      `wall clock moves ${ms} ms`,
      ({ moveWallClock }) => moveWallClock(ms),
    ]),
  ],
  [
    1,
    step(fc.tuple(number, fc.constantFrom("2.00", "3.00")), ([number, price]) => [
      `${number} costs ${price}`,
      ({ service }) => service.prices.set(number, price),
    ]),
  ],
  [
    1,
    step(number, (number) => [
      `${number} is leased elsewhere`,
      ({ service }) => service.hold(number, null),
      ({ service }) => service.isOffered(number),
    ]),
  ],
  [
    1,
    step(number, (number) => [
      `${number} is released elsewhere`,
      ({ service }) => service.end(number),
      ({ service }) => service.held.has(number),
    ]),
  ],
  [
    1,
    step(number, (number) => [
      `a stranger takes or leaves ${number}`,
      ({ service: { strangers } }) => strangers.delete(number) || strangers.add(number),
      ({ service }) => !service.held.has(number),
    ]),
  ],
  [1, step(fc.constant(null), () => ["periods end", ({ service }) => service.endPeriods()])],
];

type Described = readonly [
  name: string,
  happen: (world: World) => unknown,
  isPossible?: (world: World) => boolean,
];

function step<What>(what: fc.Arbitrary<What>, describe: (what: What) => Described) {
  return what.map((what): Step => {
    const [name, happen, isPossible = () => true] = describe(what);
    return { name, happen, isPossible };
  });
}

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
