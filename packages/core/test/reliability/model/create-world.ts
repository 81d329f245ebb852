import { AsyncLocalStorage } from "node:async_hooks";
import { LeaseError } from "../../../src/errors/lease-error.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import { memoryLedger } from "../../../src/ledger/memory-ledger.js";
import { memoryRecords } from "../../../src/ledger/memory-records.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import { createLedger } from "../../../src/ledger/rules.js";
import { isLeft } from "../../../src/ledger/take-over.js";
import { checkClaimed } from "./check-claimed.js";
import { virtualClock } from "./clock.js";
import type { Project } from "./connection.js";
import { createService } from "./service.js";
import { remoteStore } from "./remote-store.js";
import { type Invariant, InvariantBroken, type Setup, type Weakness } from "./setup.js";
import { openWindow } from "./window.js";
import type { PersonsCall } from "./call.js";
import type { World } from "./world.js";

const caller = new AsyncLocalStorage<PersonsCall>();

export interface WorldOptions {
  readonly weakness?: Weakness;
  /** The one invariant to look at; all when left out. */
  readonly watched?: Invariant;
  readonly moveWallClock?: (ms: number) => void;
  /** Where a ledger in a file has it. */
  readonly path?: string;
}

export function createWorld(
  setup: Setup,
  { weakness = {}, watched, moveWallClock = () => {}, path = "" }: WorldOptions = {},
): World {
  const clock = virtualClock();
  const records = memoryRecords();
  const sessions: Ledger[] = [];
  const projects = new Map<string | null, Project>();
  let orders = 0;
  const violations: InvariantBroken[] = [];
  const kept = (ledger: Ledger) => {
    sessions.push(ledger);
    return ledger;
  };
  const isRemote = setup.ledger === "in memory";
  /** Only the package's own error may come of any call. */
  const failureOf = (error: unknown): LeaseFailure => {
    if (error instanceof LeaseError) {
      // An adapter that fails does so with another error.
      const isOwn = error.failure.kind === "defect" && error.failure.detail === "RangeError";
      if (isOwn) world.broken("contract", `a call ends with a defect: ${String(error.cause)}`);
      return error.failure;
    }
    world.broken("contract", String(error));
    return { kind: "cancelled" };
  };

  const world: World = {
    setup,
    weakness,
    clock,
    service: createService(clock, setup),
    windows: [null, null],
    calls: [],
    steps: 0,
    crashes: 0,
    revised: 0,
    known: new Map(),
    marks: new Map(),
    markedBy: new Map(),
    marksLost: new Map(),
    settlesAtMs: null,
    copy: null,
    rewoundAtMs: null,
    projects,
    nextOrder: () => `created-${(orders += 1)}`,
    wallClockMoved: false,
    records,
    observer: kept(isRemote ? memoryLedger(records) : sqliteLedger({ path })),
    openSession: () =>
      kept(isRemote ? createLedger(remoteStore(world), undefined, clock) : sqliteLedger({ path })),
    diskFull: false,
    ledgerMs: 0,
    markMs: 0,
    answerLost: null,
    moveWallClock: (ms) => {
      world.wallClockMoved = true;
      moveWallClock(ms);
    },
    open: (place) => (world.windows[place] = openWindow(world)),
    call: (asked, carryOut) => {
      const controller = new AbortController();
      const call: PersonsCall = {
        ...asked,
        controller,
        askedAtMs: clock.monotonicMs(),
        cancelledAtMs: null,
        checked: false,
        result: null,
      };
      world.calls.push(call);
      caller
        .run(call, () => carryOut(controller.signal))
        .then(
          (settled) => (call.result = settled),
          (error: unknown) => (call.result = { kind: "failed", failure: failureOf(error) }),
        );
    },
    inBackground: (work) => void work().catch(failureOf),
    currentCall: () => caller.getStore() ?? null,
    claimed: async (operation, by) => {
      const project = projects.get(operation.identity) ?? "a";
      world.known.set(operation.id, {
        project,
        claimed: operation,
        claimedAtMs: clock.monotonicMs(),
        heldThen: world.service.held.get(operation.number)?.lease,
        last: operation,
      });
      await checkClaimed(world, operation, by);
    },
    takenOver: (operation, from, by) => {
      const isAlive = world.windows.some(
        (one) => one?.isAlive && !one.isCutOff && one.session === from,
      );
      if (isAlive && !isLeft(operation) && from !== by.session)
        world.broken("I3", `a ${operation.kind} is taken from a session that lives`);
    },
    broken: (invariant, what) => {
      if (!watched || watched === invariant) violations.push(new InvariantBroken(invariant, what));
    },
    violations,
    close: async () => {
      for (const session of sessions) await session.close();
    },
  };
  return world;
}
