import type { Lease } from "../../../src/domain/lease.js";
import type { E164 } from "../../../src/domain/phone-number.js";
import type { LeaseFailure } from "../../../src/errors/lease-failure.js";
import type { LeaseOutcome } from "../../../src/providers/provider-account.js";
import type { Project } from "./connection.js";
import type { PersonsCall } from "./call.js";

/** A lease or a release on its way to the provider, and what becomes of it. */
export interface Request {
  readonly kind: "lease" | "release";
  readonly number: E164;
  readonly project: Project;
  /** Which lease is to be released. */
  readonly leaseId: string | null;
  readonly call: PersonsCall | null;
  readonly sentAtMs: number;
  /** The operation that the ledger says was sent when this was; null when it says of none. */
  readonly operationId: string | null;
  state: "travelling" | "ordered" | "carried-out" | "refused" | "lost";
  /** It was taken as an order, which has no time by which it is carried out. */
  ordered: boolean;
  /** The id of an order that was created before it was sent, and that it only submits. */
  readonly submits: string | null;
  /** A person chose to ask no further, whatever the ledger knows of that since. */
  givenUp: boolean;
  failure: LeaseFailure | null;
  /** Null until the sender has heard something, or has given up. */
  heard: LeaseOutcome | null;
  readonly answer: (outcome: LeaseOutcome) => void;
}

/** A number that the account holds. */
export interface Held {
  readonly lease: Lease;
  readonly sinceMs: number;
  readonly project: Project;
  /** Null when it was not leased from here. */
  readonly by: Request | null;
}

export type View = ReadonlyMap<E164, Held>;

/** A list that was read to its end. */
export interface ReadList {
  readonly project: Project;
  readonly beganAtMs: number;
  readonly shown: readonly Pick<Lease, "number" | "leaseId">[];
  /** What cannot be read may be any number: then the list proves no absence. */
  readonly isLegible: boolean;
}
