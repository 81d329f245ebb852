import { isDeepStrictEqual } from "node:util";
import { advance, isOpen } from "../../../src/ledger/operation.js";
import { hasLostMark } from "../../../src/operations/from-history.js";
import { checkStep, throwBroken } from "./check-step.js";
import { requestOf } from "./requests.js";
import { atRest } from "./clock.js";
import { recover } from "./surroundings-commands.js";
import type { AccountIdentity } from "../../../src/domain/account.js";
import type { Window, World } from "./world.js";

/** As long as the client asks after an operation whose process has died, and longer. */
const longMs = 1_300_000;

/** Everything works again, every window is closed, and one is opened. Then nothing may be open, or missing. */
export async function checkEnd(world: World): Promise<void> {
  const { service, clock, observer, broken } = world;
  recover(world);
  for (const request of service.requests) {
    if (request.state === "travelling") request.state = "lost";
    if (request.state === "ordered") service.carryOut(request);
  }
  service.thaw();
  await clock.advance(longMs);
  await checkStep(world);
  for (const { result, kind, window } of world.calls)
    if (!result && window.isAlive) broken("contract", `somebody waits for a ${kind} for ever`);

  await checkNothingLeft(world);
  for (const window of world.windows) if (window?.isAlive) await window.crash();
  const window = world.open(0);
  window.arrangement = "two accounts";
  await succeed(world, window);
  world.inBackground(async () => window.client().reconcile());
  await clock.advance(longMs);
  // Where nobody says how far an order has come, only a person can put an end to one that was refused.
  if (world.setup.orders === "unfollowed")
    for (const operation of await observer.operations({ states: ["accepted"] })) {
      const ways = window.client().waysOut(operation);
      if (!ways.some(({ kind }) => kind === "give-up"))
        broken("I19", "nobody can give up an order");
      await window.client().abandon(operation.id);
    }
  // What it has submitted was lost with its mark, and no read can tell: a person gives it up.
  for (const { id } of await observer.operations({ states: ["needs-attention"] }))
    if (
      ["answered", "created"].includes(world.setup.orders) &&
      hasLostMark(await observer.history(id))
    )
      await window.client().abandon(id);
  await checkStep(world);
  for (const operation of await observer.operations())
    if (isOpen(operation))
      broken(
        operation.state === "needs-attention" ? "I19" : "I13",
        `a ${operation.kind} stays ${operation.state}`,
      );

  world.inBackground(async () => window.client().sweep());
  await atRest();
  await checkStep(world);
  await checkNothingLost(world);
  await checkAbsorbing(world);
  throwBroken(world);
}

/** I19: what a client leaves that is closed is the next one's, of the same process. */
async function checkNothingLeft({ windows, clock, observer, broken }: World): Promise<void> {
  for (const window of windows) {
    if (!window?.isAlive) continue;
    window.closeClients();
    window.arrangement = "two accounts";
    await atRest();
    const client = window.client();
    const identities = client.accounts.map(({ identity }) => identity);
    void client.reconcile().catch(() => {});
    await clock.advance(longMs);
    // It may have been about to crash.
    if (!window.isAlive) continue;
    for (const { identity, sender, kind, state } of await observer.operations())
      if (sender === window.session && identities.some((one) => one === identity))
        if (state === "claimed" || state === "sent")
          broken("I19", `a ${kind} stays ${state} that a client has left`);
  }
}

/** A person says which accounts are the ones that had another key before. */
async function succeed({ observer, projects }: World, window: Window): Promise<void> {
  for (const connection of window.connections()) {
    const [now] = window.client().accounts.filter(({ id }) => id === connection.name);
    if (!now) continue;
    for (const [identity, project] of projects)
      if (project === connection.project && identity !== now.identity)
        await observer.succeed(
          { identity: identity as AccountIdentity, account: now.id },
          { identity: now.identity, account: now.id },
        );
  }
}

/** I5: what is held is known, and nothing else is; and whether it was leased from here. */
async function checkNothingLost(world: World): Promise<void> {
  const { service, observer, broken } = world;
  const lists = await observer.lists();
  const known = new Map(
    lists.flatMap(({ leases }) => leases.map((one) => [one.lease.number, one])),
  );
  for (const [number, { by }] of service.held) {
    const found = known.get(number);
    if (!found) broken("I5", "a number is held, and nobody knows");
    const [latest] = await observer.operations({ number, limit: 1 });
    if (!by || by.operationId !== latest?.id || latest.state === "abandoned") continue;
    if (latest.state !== "committed")
      broken("I6", `a lease that was carried out is called ${latest.state} after a sweep`);
    if (found && found.origin !== "here" && !service.listWasStale)
      broken("I5", `a number that was leased from here is listed as held ${found.origin}`);
  }
  for (const number of known.keys())
    if (!service.held.has(number)) broken("I5", "a number is listed that is not held");
}

/** I8: to say again what is so changes nothing, and what has ended cannot be moved. */
async function checkAbsorbing(world: World): Promise<void> {
  const { observer, broken } = world;
  for (const operation of await observer.operations()) {
    const history = await observer.history(operation.id);
    const last = history.at(-1);
    if (last) {
      const again = await observer.record(operation.id, last.event);
      if (!isDeepStrictEqual({ ...again }, { ...operation }))
        broken("I8", "said twice, it differs");
    }
    if (requestOf(world, operation.id) && !history.some(({ event }) => event.kind === "sent"))
      broken("I2", "a request has left that the history does not say was sent");
    for (const kind of ["sent", "abandoned", "absent"] as const)
      if (operation.state !== kind && movesTo(operation, kind))
        broken("I8", `${operation.state} can become ${kind}`);
  }
}

function movesTo(operation: Parameters<typeof advance>[0], kind: "sent" | "abandoned" | "absent") {
  try {
    advance(operation, { kind }, "");
    return true;
  } catch {
    return false;
  }
}
