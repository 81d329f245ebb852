import * as fc from "fast-check";
import { readPhoneNumber } from "../../../src/domain/typed-number.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import { type Connection, identityOf } from "./connection.js";
import { numbers } from "./setup.js";
import type { Step } from "./step.js";
import type { Window, World } from "./world.js";

const place = fc.nat(1);
const account = fc.nat(1);

interface Wanted {
  /** As it stands before the person's eyes. */
  readonly seen: E164;
  /** Which of the connected accounts. */
  readonly at: number;
  readonly key: string | null;
  /** Whether the person says what a number costs whose price the provider does not say, or takes it whatever that is. */
  readonly says: boolean;
}

/** The ledger is asked before any price, as both front ends do. */
export function leases(world: World, window: Window, { seen, at, key, says }: Wanted): void {
  const connection = connectionAt(window, at);
  const number = read(world, seen);
  if (!connection || !number) return;
  const { name: account, project } = connection;
  const identity = identityOf(connection, world.setup.identity);
  const given = key === null ? {} : { key };
  world.call(
    { kind: "lease", number, seen, project, identity, window, lease: null, confirmed: true, key },
    async (signal) => {
      const client = window.client();
      const before = await client.standing(
        { kind: "lease", account, number, ...given },
        { signal },
      );
      if (before) return before;
      const quote = await client.quote(account, number, { signal });
      const unknownPrice = (says && world.service.price(number)) || true;
      return client.lease(quote, { signal, unknownPrice, ...given });
    },
  );
}

export function releases(back: fc.Arbitrary<number>, confirmed: boolean): fc.Arbitrary<Step> {
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
      world.call(
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

export function inWindow<What>(
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
