import { AsyncLocalStorage } from "node:async_hooks";
import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import { monthlyTotals } from "../../../src/domain/spending.js";
import { compareMoney } from "../../../src/domain/money.js";
import { LeaseError } from "../../../src/errors/lease-error.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import {
  type MemoryRecords,
  memoryLedger,
  memoryRecords,
} from "../../../src/ledger/memory-ledger.js";
import type { Operation } from "../../../src/ledger/operation.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import type { Settled } from "../../../src/operations/settled.js";
import { type VirtualClock, virtualClock } from "./clock.js";
import { type Service, createService } from "./service.js";
import { type Invariant, InvariantBroken, type Setup, type Weakness } from "./setup.js";
import { type Window, cap, openWindow } from "./window.js";

/** What a person has asked for, once. */
export interface PersonsWish {
  readonly kind: "lease" | "release";
  readonly number: E164;
  /** Whether the last digits were typed rightly. */
  readonly confirmed: boolean;
  readonly lease: Lease | null;
  readonly controller: AbortController;
  readonly askedAtMs: number;
  result: Settled | { readonly kind: "failed"; readonly failure: LeaseFailure } | null;
}

/** An operation as it was when it was claimed, and as it was seen last. */
export interface Known {
  readonly claimed: Operation;
  readonly claimedAtMs: number;
  /** What the account held of its number then. */
  readonly heldThen: Lease | undefined;
  last: Operation;
}

/** Everything there is in a run: the provider's side, the ledger, and the windows. */
export interface World {
  readonly setup: Setup;
  readonly weakness: Weakness;
  readonly clock: VirtualClock;
  readonly service: Service;
  /** At most two at a time; one that has crashed leaves its place. */
  readonly windows: (Window | null)[];
  readonly wishes: PersonsWish[];
  /** How much has happened. */
  steps: number;
  crashes: number;
  /** How often something had happened after all that was taken for without effect. */
  revised: number;
  readonly known: Map<string, Known>;
  readonly records: MemoryRecords;
  /** A session that only looks. */
  readonly observer: Ledger;
  openSession(): Ledger;
  diskFull: boolean;
  /** How long the ledger takes to write. */
  ledgerMs: number;
  /** Moves the time of day; nothing where it has to stand still. */
  readonly moveWallClock: (ms: number) => void;
  open(place: number): Window;
  wish(
    wish: Pick<PersonsWish, "kind" | "number" | "lease" | "confirmed">,
    carryOut: (signal: AbortSignal) => Promise<Settled>,
  ): void;
  /** Carries out what nobody waits for. */
  inBackground(work: () => Promise<unknown>): void;
  wishOfCaller(): PersonsWish | null;
  claimed(operation: Operation): Promise<void>;
  /** Notes what must not be; the next check throws the first of them. */
  readonly broken: (invariant: Invariant, what: string) => void;
  readonly violations: readonly InvariantBroken[];
  close(): Promise<void>;
}

const caller = new AsyncLocalStorage<PersonsWish>();

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
  const violations: InvariantBroken[] = [];
  const openSession = () => {
    const ledger = setup.ledger === "in memory" ? memoryLedger(records) : sqliteLedger({ path });
    sessions.push(ledger);
    return ledger;
  };
  /** Only the package's own error may come of any call. */
  const failureOf = (error: unknown): LeaseFailure => {
    if (error instanceof LeaseError) return error.failure;
    world.broken("defect", String(error));
    return { kind: "cancelled" };
  };

  const world: World = {
    setup,
    weakness,
    clock,
    service: createService(clock, setup),
    windows: [null, null],
    wishes: [],
    steps: 0,
    crashes: 0,
    revised: 0,
    known: new Map(),
    records,
    observer: openSession(),
    openSession,
    diskFull: false,
    ledgerMs: 0,
    moveWallClock,
    open: (place) => (world.windows[place] = openWindow(world)),
    wish: (asked, carryOut) => {
      const controller = new AbortController();
      const wish: PersonsWish = {
        ...asked,
        controller,
        askedAtMs: clock.monotonicMs(),
        result: null,
      };
      world.wishes.push(wish);
      caller
        .run(wish, () => carryOut(controller.signal))
        .then(
          (settled) => (wish.result = settled),
          (error: unknown) => (wish.result = { kind: "failed", failure: failureOf(error) }),
        );
    },
    inBackground: (work) => void work().catch(failureOf),
    wishOfCaller: () => caller.getStore() ?? null,
    claimed: async (operation) => {
      world.known.set(operation.id, {
        claimed: operation,
        claimedAtMs: clock.monotonicMs(),
        heldThen: world.service.held.get(operation.number)?.lease,
        last: operation,
      });
      if (!setup.capped || !cap || operation.kind === "release") return;
      for (const total of monthlyTotals(await world.observer.committed()))
        if (compareMoney(total, cap) > 0) world.broken("I7", "more is reserved than may be spent");
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
