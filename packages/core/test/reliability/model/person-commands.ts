import * as fc from "fast-check";
import { readPhoneNumber } from "../../../src/domain/typed-number.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import { type Connection, identityOf } from "./connection.js";
import type { Step, Steps } from "./step.js";
import { numbers } from "./setup.js";
import type { Window, World } from "./world.js";

const place = fc.nat(1);
const number = fc.constantFrom(...numbers);
const account = fc.nat(1);

/** What people do, in one window or another. */
export const person = {
  lease: [
    14,
    inWindow(fc.tuple(place, fc.tuple(number, account)), "lease", (world, window, [seen, at]) =>
      leases(world, window, { seen, at, key: null }),
    ),
  ],
  leaseWithKey: [
    2,
    inWindow(
      fc.tuple(place, fc.tuple(number, account, fc.constantFrom("k", "l"))),
      "lease with key",
      (world, window, [seen, at, key]) => leases(world, window, { seen, at, key }),
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
      world.wish(
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
  cancel: [
    2,
    fc.nat(5).map((back) => ({
      name: `cancel ${back}`,
      isPossible: ({ wishes }) => wishes.length > 0,
      happen: ({ wishes, clock }) => {
        const wish = wishes.at(-1 - (back % wishes.length));
        if (!wish) return;
        wish.controller.abort();
        wish.cancelledAtMs ??= clock.monotonicMs();
      },
    })),
  ],
  abandon: [
    1,
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
  sweep: [
    2,
    inWindow(fc.tuple(place, fc.constant("all")), "sweep", (world, window) =>
      world.inBackground(async () => window.client().sweep()),
    ),
  ],
} satisfies Steps;

interface Wanted {
  /** As it stands before the person's eyes. */
  readonly seen: E164;
  /** Which of the connected accounts. */
  readonly at: number;
  readonly key: string | null;
}

/** The ledger is asked before any price, as both front ends do. */
function leases(world: World, window: Window, { seen, at, key }: Wanted): void {
  const connection = connectionAt(window, at);
  const number = read(world, seen);
  if (!connection || !number) return;
  const { name: account, project } = connection;
  const identity = identityOf(connection, world.setup.identity);
  const given = key === null ? {} : { key };
  world.wish(
    { kind: "lease", number, seen, project, identity, window, lease: null, confirmed: true, key },
    async (signal) => {
      const client = window.client();
      const before = await client.standing(
        { kind: "lease", account, number, ...given },
        { signal },
      );
      if (before) return before;
      return client.lease(await client.quote(account, number, { signal }), { signal, ...given });
    },
  );
}

function releases(back: fc.Arbitrary<number>, confirmed: boolean): fc.Arbitrary<Step> {
  return inWindow(
    fc.tuple(place, fc.tuple(back, account)),
    confirmed ? "release" : "release with other digits",
    (world, window, [back, at]) => {
      const held = world.service.leases.at(-1 - back);
      const connection = connectionAt(window, at);
      if (!held || !connection || !numbers.includes(held.number)) return;
      const { number } = held;
      const typed = read(world, number);
      if (!typed) return;
      const lease = { ...held, number: typed, account: connection.name };
      const confirm = confirmed ? number.slice(-4) : "0000";
      const { project } = connection;
      const identity = identityOf(connection, world.setup.identity);
      world.wish(
        {
          kind: "release",
          number: typed,
          seen: number,
          project,
          identity,
          window,
          lease,
          confirmed,
          key: null,
        },
        async (signal) => window.client().release(lease, { confirm, signal }),
      );
    },
  );
}

function connectionAt(window: Window, at: number): Connection | undefined {
  const connections = window.connections();
  return connections[at % Math.max(1, connections.length)];
}

/** A person types the number that is shown. */
function read({ weakness, broken }: World, seen: E164): E164 | null {
  const typed = `${seen.slice(0, 4)} ${seen.slice(4, 9)}-${seen.slice(9)}`;
  if (weakness.read) return weakness.read(typed);
  const { kind, ...rest } = readPhoneNumber(typed);
  if (kind === "number" && "number" in rest) return rest.number;
  broken("I15", `a number that stands there is ${kind}`);
  return null;
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
