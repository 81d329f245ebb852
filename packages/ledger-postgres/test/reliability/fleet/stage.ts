import { setTimeout as sleep } from "node:timers/promises";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { type Fleet, type FleetOptions, startFleet } from "./fleet.js";
import type { Wanted } from "./numbers.js";

/** Each number is wanted by so many processes, of as many machines. */
export const wantedBy = 4;

/** A fleet that leases from a sandbox of its own, in a ledger of its own. */
export interface Stage {
  readonly fleet: Fleet;
  readonly sandbox: Sandbox;
  /** @returns what each process was told of each number; null for one that was killed. */
  readonly leaseAll: (
    numbers: readonly Wanted[],
    tries?: number,
  ) => Promise<readonly (Readonly<Record<string, string>> | null)[]>;
  readonly leaseOn: (
    member: number,
    numbers: readonly Wanted[],
    tries?: number,
  ) => Promise<Readonly<Record<string, string>> | null>;
  /** What the first process makes of all that is open. */
  readonly settle: () => Promise<Settled>;
  /** Gives up what is left to a person. @returns of which numbers. */
  readonly giveUp: () => Promise<readonly string[]>;
  /** How many requests for a lease have come. */
  readonly received: () => number;
  readonly owned: () => readonly string[];
  /** How many numbers were paid for more than once. */
  readonly leasedTwice: () => number;
}

export interface Settled {
  /** Numbers that were leased since lists are read, by no operation. */
  readonly elsewhere: readonly string[];
  /** Numbers that the ledger knows to be held. */
  readonly known: readonly string[];
  readonly committed: readonly string[];
  readonly open: readonly string[];
}

let schemas = 0;

export async function onStage(
  options: Omit<FleetOptions, "sandbox" | "schema">,
  work: (stage: Stage) => Promise<void>,
): Promise<void> {
  const sandbox = await startSandbox();
  schemas += 1;
  const fleet = await startFleet({ ...options, sandbox, schema: `fleet ${schemas}` });
  try {
    await work(stageOf(fleet, sandbox));
  } finally {
    await fleet.close();
    await sandbox.close();
  }
}

function stageOf(fleet: Fleet, sandbox: Sandbox): Stage {
  const { control } = sandbox;
  const leaseOn: Stage["leaseOn"] = (member, numbers, tries) =>
    fleet.ask(member, { do: "lease", numbers, tries });
  return {
    fleet,
    sandbox,
    leaseOn,
    // They begin at different ends.
    leaseAll: (numbers, tries) =>
      Promise.all(
        Array.from({ length: fleet.size }, (_, member) => {
          const group = Math.floor(member / wantedBy);
          const groups = fleet.size / wantedBy;
          const own = numbers.filter((_number, index) => index % groups === group);
          const from = (member % wantedBy) * Math.floor(own.length / wantedBy);
          return leaseOn(member, [...own.slice(from), ...own.slice(0, from)], tries);
        }),
      ),
    settle: async () => {
      // One that was killed last answers nothing, and another one has taken its place.
      const settle = () => fleet.ask<Told>(0, { do: "settle" });
      const told = (await settle()) ?? (await settle());
      if (!told) throw new Error("the process that settles was killed");
      const numbersIn = (...states: readonly string[]) =>
        told.operations
          .filter(({ state }) => states.includes(state))
          .map(({ number }) => number)
          .toSorted();
      return {
        elsewhere: told.elsewhere.toSorted(),
        known: told.known.toSorted(),
        committed: numbersIn("committed"),
        open: numbersIn("claimed", "sent", "unknown", "accepted", "needs-attention"),
      };
    },
    giveUp: async () => (await fleet.ask<readonly string[]>(0, { do: "giveUp" })) ?? [],
    received: () => {
      const writes = control.writes();
      return writes["contiguity.lease"].received + writes["sinch.rent"].received;
    },
    owned: () => [...control.owned("contiguity"), ...control.owned("sinch")].toSorted(),
    leasedTwice: () => {
      const charges = [...control.charges("contiguity"), ...control.charges("sinch")];
      return charges.length - new Set(charges.map(({ number }) => number)).size;
    },
  };
}

interface Told {
  readonly elsewhere: readonly string[];
  readonly known: readonly string[];
  readonly operations: readonly { readonly state: string; readonly number: string }[];
}

/** Waits until so many requests have come, or all have been told. */
export async function progress(stage: Stage, requests: number, ended: AbortSignal): Promise<void> {
  while (!ended.aborted && stage.received() < requests) await sleep(20);
}
