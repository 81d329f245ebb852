import type { OperationEvent, OperationState } from "../../../src/ledger/operation.js";
import type { Cut } from "./relay.js";

/** So many numbers are leased and released at once by one program. */
export const numbersAtOnce = 16;

/** What a person wants done; what has been done by all that the ledger says is not wanted again. */
export type Wanted = readonly ("lease" | "release")[];

/** Where a life of the program ends. */
export type Death =
  /** Each number stops at a step of its own, for good; when all of them have, it is killed. */
  | { readonly kind: "steps"; readonly names: readonly string[] }
  /** With one number, at one step of all that it does. */
  | { readonly kind: "step"; readonly name: string }
  /** After a share of the bytes of a write's request or answer, for each number its own. */
  | {
      readonly kind: "bytes";
      readonly shares: readonly ByteShare[];
      /** The bytes are under way, and arrive while the next process asks about them. */
      readonly late: boolean;
    }
  | { readonly kind: "moment"; readonly afterMs: number };

/** Whatever it waits for, it is killed before it gives up a request. */
export function lifeOf(death: Death): number {
  return death.kind === "moment" ? death.afterMs : 25_000;
}

export function countOf(death: Death | undefined): number {
  if (death?.kind === "steps") return death.names.length;
  return death?.kind === "bytes" ? death.shares.length : numbersAtOnce;
}

export type ByteShare = Pick<Cut, "write" | "direction"> & { readonly share: number };

/** What the program has to say when it was not killed. */
export interface Report {
  readonly steps: readonly string[];
  readonly elsewhere: number;
  readonly failed: number;
  /** What those were told who gave the same command again; nobody, where nobody did. */
  readonly told: readonly {
    readonly number: string;
    readonly kind: "lease" | "release";
    /** The kind of a result, or of a failure: that of a failure says that nothing was done. */
    readonly told: string;
  }[];
  /** Newest first. */
  readonly operations: readonly {
    readonly number: string;
    readonly kind: "lease" | "release";
    readonly state: OperationState;
    readonly events: readonly OperationEvent["kind"][];
  }[];
  /** The numbers that the ledger knows to be held. */
  readonly known: readonly string[];
}

/** What is left when every life is over: what the ledger says, and what the provider counted. */
export interface Outcome {
  readonly killed: number;
  readonly numbers: readonly string[];
  readonly report: Report;
  /** The numbers of the writes that the provider received. */
  readonly received: Readonly<Record<"lease" | "release", readonly string[]>>;
  /** The numbers that were paid for, once for each time. */
  readonly charged: readonly string[];
  readonly owned: readonly string[];
}

/** How the program goes when nobody disturbs it. */
export interface Undisturbed {
  readonly steps: readonly string[];
  readonly durationMs: number;
  /** The most bytes that a number's request or answer has, as `lease request`. */
  readonly bytes: ReadonlyMap<string, number>;
}
