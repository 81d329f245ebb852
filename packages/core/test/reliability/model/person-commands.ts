import * as fc from "fast-check";
import { identityOf } from "./connection.js";
import { inWindow, leases, releases } from "./give-call.js";
import type { Steps } from "./step.js";
import { heldBefore, numbers } from "./setup.js";

const place = fc.nat(1);
const number = fc.constantFrom(...numbers);
const account = fc.nat(1);

/** What people do, in one window or another. */
export const person = {
  lease: [
    14,
    inWindow(
      fc.tuple(place, fc.tuple(number, account, fc.boolean())),
      "lease",
      (world, window, [seen, at, says]) => leases(world, window, { seen, at, key: null, says }),
    ),
  ],
  leaseWithKey: [
    2,
    inWindow(
      fc.tuple(place, fc.tuple(number, account, fc.constantFrom("k", "l"))),
      "lease with key",
      (world, window, [seen, at, key]) => leases(world, window, { seen, at, key, says: false }),
    ),
  ],
  quote: [
    1,
    inWindow(fc.tuple(place, number), "quote", (world, window, number) =>
      world.inBackground(async () => (window.quote = await window.client().quote("a", number))),
    ),
  ],
  confirmQuote: [
    2,
    inWindow(fc.tuple(place, fc.constant("last")), "confirm quote", (world, window) => {
      const { quote } = window;
      const connection = window.connections().find(({ name }) => name === quote?.account);
      if (!quote || !connection) return;
      const { number } = quote;
      world.call(
        {
          kind: "lease",
          number,
          seen: number,
          lease: null,
          confirmed: true,
          key: null,
          window,
          project: connection.project,
          identity: identityOf(connection, world.setup.identity),
        },
        async (signal) => window.client().lease(quote, { signal }),
      );
    }),
  ],
  release: [4, releases(fc.constant(0), true)],
  // A lease that has ended since, as on a page that was not brought up to date.
  releaseOld: [1, releases(fc.nat(2), true)],
  releaseUnconfirmed: [1, releases(fc.constant(0), false)],
  statePrice: [
    1,
    inWindow(
      fc.tuple(place, fc.constantFrom(...numbers, heldBefore)),
      "say the price of",
      (world, window, number) => {
        const price = world.service.held.get(number)?.lease.price;
        if (price) world.inBackground(async () => window.client().statePrice(number, price));
      },
    ),
  ],
  cancel: [
    2,
    fc.nat(5).map((back) => ({
      name: `cancel ${back}`,
      isPossible: ({ calls }) => calls.length > 0,
      happen: ({ calls, clock }) => {
        const call = calls.at(-1 - (back % calls.length));
        if (!call) return;
        call.controller.abort();
        call.cancelledAtMs ??= clock.monotonicMs();
      },
    })),
  ],
  abandon: [
    2,
    inWindow(fc.tuple(place, fc.constant("unsettled")), "abandon", (world, window) =>
      world.inBackground(async () => {
        const states = ["unknown", "accepted", "needs-attention"] as const;
        const [first] = await world.observer.operations({ states });
        if (first) await window.client().abandon(first.id);
      }),
    ),
  ],
  reconcile: [
    2,
    inWindow(fc.tuple(place, fc.constant("all")), "reconcile", (world, window) =>
      world.inBackground(async () => window.client().reconcile()),
    ),
  ],
  // As where another account is connected, or a key is replaced.
  closeClients: [
    1,
    inWindow(fc.tuple(place, fc.constant("all")), "close clients", (_world, window) =>
      window.closeClients(),
    ),
  ],
  sweep: [
    2,
    inWindow(fc.tuple(place, fc.constant("all")), "sweep", (world, window) =>
      world.inBackground(async () => window.client().sweep()),
    ),
  ],
} satisfies Steps;
