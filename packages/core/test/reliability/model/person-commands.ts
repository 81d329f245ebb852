import * as fc from "fast-check";
import type { Step, Weighted } from "./step.js";
import { numbers } from "./setup.js";
import type { Window, World } from "./world.js";

const place = fc.nat(1);
const number = fc.constantFrom(...numbers);

/** What people do, in one window or another. */
export const person: readonly Weighted[] = [
  [
    14,
    inWindow(fc.tuple(place, number), "lease", (world, window, number) => {
      const client = window.client();
      world.wish({ kind: "lease", number, lease: null, confirmed: true }, async (signal) =>
        client.lease(await client.quote("a", number, { signal }), { signal }),
      );
    }),
  ],
  [
    1,
    inWindow(fc.tuple(place, number), "quote", (world, window, number) =>
      world.inBackground(async () => (window.quote = await window.client().quote("a", number))),
    ),
  ],
  [
    2,
    inWindow(fc.tuple(place, fc.constant("last")), "confirm quote", (world, window) => {
      const { quote } = window;
      if (!quote) return;
      const asked = { kind: "lease", number: quote.number, lease: null, confirmed: true } as const;
      world.wish(asked, (signal) => window.client().lease(quote, { signal }));
    }),
  ],
  [4, releases(fc.constant(0), true)],
  // A lease that has ended since, as on a page that was not brought up to date.
  [1, releases(fc.nat(2), true)],
  [1, releases(fc.constant(0), false)],
  [
    2,
    fc.nat(5).map((back) => ({
      name: `cancel ${back}`,
      isPossible: ({ wishes }) => wishes.length > 0,
      happen: ({ wishes }) => wishes.at(-1 - (back % wishes.length))?.controller.abort(),
    })),
  ],
  [
    1,
    inWindow(fc.tuple(place, fc.constant("unsettled")), "abandon", (world, window) =>
      world.inBackground(async () => {
        const states = ["unknown", "accepted", "needs-attention"] as const;
        const [first] = await world.observer.operations({ states });
        if (first) await window.client().abandon(first.id);
      }),
    ),
  ],
  [
    2,
    inWindow(fc.tuple(place, fc.constant("all")), "reconcile", (world, window) =>
      world.inBackground(() => window.client().reconcile()),
    ),
  ],
  [
    2,
    inWindow(fc.tuple(place, fc.constant("all")), "sweep", (world, window) =>
      world.inBackground(() => window.client().sweep()),
    ),
  ],
];

function releases(back: fc.Arbitrary<number>, confirmed: boolean): fc.Arbitrary<Step> {
  return inWindow(
    fc.tuple(place, back),
    confirmed ? "release" : "release with other digits",
    (world, window, back) => {
      const lease = world.service.leases.at(-1 - back);
      if (!lease) return;
      const { number } = lease;
      const confirm = confirmed ? number.slice(-4) : "0000";
      world.wish({ kind: "release", number, lease, confirmed }, (signal) =>
        window.client().release(lease, { confirm, signal }),
      );
    },
  );
}

function inWindow<What>(
  what: fc.Arbitrary<[place: number, what: What]>,
  name: string,
  act: (world: World, window: Window, what: What) => void,
): fc.Arbitrary<Step> {
  return what.map(([place, what]) => ({
    name: `${name} ${String(what)} in window ${place}`,
    isPossible: ({ windows }) => windows[place]?.isAlive ?? false,
    happen: (world) => {
      const window = world.windows[place];
      if (window) act(world, window, what);
    },
  }));
}
