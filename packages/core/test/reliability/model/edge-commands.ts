import * as fc from "fast-check";
import { type Arrangement, arrangements } from "./connection.js";
import { failOver } from "./fail-over.js";
import { copied, putBack } from "./put-back.js";
import { numbers } from "./setup.js";
import type { Steps } from "./step.js";
import type { World } from "./world.js";

const number = fc.constantFrom(...numbers);
// Their own names.
const arrangement = fc.constantFrom(...(Object.keys(arrangements) as Arrangement[]));

/** What lies outside of one account under one name, with one ledger that only grows. */
export const edges = {
  connect: [
    2,
    fc.tuple(fc.nat(1), arrangement).map(([place, arrangement]) => ({
      name: `window ${place} connects ${arrangement}`,
      isPossible: ({ windows }) => windows[place]?.isAlive ?? false,
      happen: ({ windows }) => {
        const window = windows[place];
        if (window) window.arrangement = arrangement;
      },
    })),
  ],
  connectOwn: [
    2,
    fc.nat(1).map((place) => ({
      name: `window ${place} connects its own account again`,
      isPossible: ({ windows }) => windows[place]?.isAlive ?? false,
      happen: ({ windows }) => {
        const window = windows[place];
        if (window) window.arrangement = "its own account";
      },
    })),
  ],
  replaceKey: [
    1,
    fc.constantFrom("a", "b").map((project) => ({
      name: `the key of ${project} is replaced`,
      isPossible: () => true,
      happen: ({ service }) => {
        const next = Number(service.keys[project].split("-").at(-1)) + 1;
        service.keys[project] = `key-${project}-${next}`;
      },
    })),
  ],
  otherCurrency: [
    1,
    number.map((number) => ({
      name: `${number} costs 2.00 EUR`,
      isPossible: () => true,
      happen: ({ service }) => service.prices.set(number, { amount: "2.00", currency: "EUR" }),
    })),
  ],
  copyLedger: [
    1,
    fc.constant(null).map(() => ({
      name: "a copy of the ledger is made",
      isPossible: ({ setup }) => setup.ledger === "in memory",
      happen: (world) => {
        world.copy = copied(world);
      },
    })),
  ],
  restoreLedger: [
    1,
    fc.constant(null).map(() => ({
      name: "the copy is put in the ledger's place",
      isPossible: ({ copy }) => copy !== null,
      happen: restore,
    })),
  ],
  failOver: [
    1,
    fc.constant(null).map(() => ({
      name: "a standby takes over that has come as far as the copy",
      isPossible: ({ copy }) => copy !== null,
      happen: failOver,
    })),
  ],
} satisfies Steps;

/** No process runs meanwhile, and it takes so long that nothing is on its way any more. */
async function restore(world: World): Promise<void> {
  const { service, copy, clock } = world;
  if (!copy) return;
  for (const window of world.windows) await window?.crash();
  for (const request of service.requests) {
    if (request.state === "travelling") request.state = "lost";
    if (request.state === "ordered") service.carryOut(request);
  }
  service.thaw();
  await clock.advance(60_000);
  putBack(world, copy);
}
