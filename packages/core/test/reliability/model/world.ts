import type { AccountIdentity } from "../../../src/domain/account.js";
import type { Lease } from "../../../src/domain/lease.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { MemoryRecords } from "../../../src/ledger/memory-records.js";
import type { Operation, OperationEvent } from "../../../src/ledger/operation.js";
import type { LeaseClient, Quote } from "../../../src/index.js";
import type { OperationResult } from "../../../src/operations/operation-result.js";
import type { VirtualClock } from "./clock.js";
import type { Arrangement, Connection, Project } from "./connection.js";
import type { Service } from "./service.js";
import type { Invariant, InvariantBroken, Setup, Weakness } from "./setup.js";
import type { PersonsCall } from "./call.js";

/** A step at which a process ends, just before it or just after it. */
export interface CrashPoint {
  readonly step: "claim" | "request" | OperationEvent["kind"];
  readonly when: "before" | "after";
}

/** A process with a session of the ledger. */
export interface Window {
  isAlive: boolean;
  /** It cannot reach the ledger, which takes it for gone; its process goes on. */
  isCutOff: boolean;
  /** Its session of the ledger. */
  readonly session: string;
  /** What it has connected. */
  arrangement: Arrangement;
  connections(): readonly Connection[];
  /** The accounts that its ledger was told of last. */
  known: readonly AccountIdentity[];
  /** A client of its own each time, over the one ledger that the process has open. @throws {LeaseError} */
  client(): LeaseClient;
  /** Closes those that it has, as where accounts change: the process and its session go on. */
  closeClients(): void;
  /** What the person has been told last that a number costs. */
  quote: Quote | null;
  crashAt: CrashPoint | null;
  /** Nothing that was on its way in it goes on. */
  crash(): Promise<void>;
}

/** An operation as it was when it was claimed, and as it was seen last. */
export interface Known {
  /** The account that it is of. */
  readonly project: Project;
  readonly claimed: Operation;
  readonly claimedAtMs: number;
  /** What the account held of its number then. */
  readonly heldThen: Lease | undefined;
  last: Operation;
}

/** What there was in the ledger, and what was known of it. */
export interface Copy {
  readonly records: MemoryRecords;
  readonly known: ReadonlyMap<string, Known>;
}

/** Everything there is in a run: the provider's side, the ledger, and the windows. */
export interface World {
  readonly setup: Setup;
  readonly weakness: Weakness;
  readonly clock: VirtualClock;
  readonly service: Service;
  /** At most two at a time; one that has crashed leaves its place. */
  readonly windows: (Window | null)[];
  readonly calls: PersonsCall[];
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
  /** When each operation was marked as sent. */
  readonly marks: Map<string, number>;
  /** The session that did so, and when it had asked to. */
  readonly markedBy: Map<string, { readonly session: string; readonly askedAtMs: number }>;
  /** Those that were acknowledged, and are gone: what they were marks of. */
  readonly marksLost: Map<string, Operation>;
  /** Until when no list says anything, after the ledger has lost something while processes went on. */
  settlesAtMs: number | null;
  /** A copy of the ledger that was made once; or how far a standby has come. */
  copy: Copy | null;
  /** When the ledger went back in time last; or when lists can be believed again, where processes went on. */
  rewoundAtMs: number | null;
  /** The account of each identity. */
  readonly projects: Map<string | null, Project>;
  nextOrder(): string;
  diskFull: boolean;
  /** How long the ledger takes to write. */
  ledgerMs: number;
  /** How long the answer to a mark is on its way. */
  markMs: number;
  /** What is written next is, and its answer is lost: alone, or with the way to the ledger, for a moment. */
  answerLost: "alone" | "with the way there" | null;
  wallClockMoved: boolean;
  /** Moves the time of day; nothing where it has to stand still. */
  readonly moveWallClock: (ms: number) => void;
  open(place: number): Window;
  call(
    call: Omit<PersonsCall, "controller" | "askedAtMs" | "cancelledAtMs" | "checked" | "result">,
    carryOut: (signal: AbortSignal) => Promise<OperationResult>,
  ): void;
  /** Carries out what nobody waits for. */
  inBackground(work: () => Promise<unknown>): void;
  currentCall(): PersonsCall | null;
  claimed(operation: Operation, by: Window): Promise<void>;
  takenOver(operation: Operation, from: string, by: Window): void;
  /** Notes what must not be; the next check throws the first of them. */
  readonly broken: (invariant: Invariant, what: string) => void;
  readonly violations: readonly InvariantBroken[];
  close(): Promise<void>;
}
