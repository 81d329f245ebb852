import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProviderName, type Sandbox, specialNumbers, startSandbox } from "@leaseline/sandbox";
import type { OperationEvent, OperationState } from "../../src/ledger/operation.js";
import type { ReconcileTiming } from "../../src/operations/reconcile.js";
import { type Child, startChild } from "../child.js";
import { type Cut, type Relay, startRelay } from "./relay.js";

const program = join(import.meta.dirname, "program.mjs");

/** What a person wants done; what has been done by all that the ledger says is not wished again. */
export type Wishes = readonly ("lease" | "release")[];
const both: Wishes = ["lease", "release"];

/** Where a life of the program ends. */
export type Death =
  | { readonly kind: "step"; readonly name: string }
  | { readonly kind: "byte"; readonly cut: Omit<Cut, "cut"> }
  | { readonly kind: "moment"; readonly afterMs: number };

/** What the program has to say when it was not killed. */
export interface Report {
  readonly steps: readonly string[];
  readonly elsewhere: number;
  readonly failed: number;
  /** Newest first. */
  readonly operations: readonly {
    readonly id: string;
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
  readonly report: Report;
  readonly requests: Readonly<Record<"lease" | "release", number>>;
  readonly charges: number;
  readonly owned: readonly string[];
}

/** One sandbox on which one program after another lives and dies. */
export interface Lane {
  /** Runs it undisturbed. @returns also the bytes of its writes, and how long it took. */
  undisturbed(): Promise<{
    readonly report: Report;
    readonly bytes: Relay["bytes"];
    readonly durationMs: number;
  }>;
  /**
   * Runs it until it is killed, again and again on the same ledger, and then to its end.
   * @param wished - what a person still wishes after the last restart.
   */
  lives(deaths: readonly Death[], wished: Wishes): Promise<Outcome>;
  close(): Promise<void>;
}

const operationsOf = {
  contiguity: { lease: "contiguity.lease", release: "contiguity.terminate" },
  sinch: { lease: "sinch.rent", release: "sinch.release" },
} as const;

export async function openLane(provider: ProviderName): Promise<Lane> {
  const sandbox = await startSandbox();
  const relay = await startRelay(sandbox.url);
  // Lives that are not killed go on one after the other in a process of their own.
  const survivor = await startChild(program);
  let next = startChild(program);

  const jobIn = (folder: string, deaths: readonly Death[]) => {
    const cuts = deaths.some(({ kind }) => kind === "byte");
    return {
      provider,
      number: specialNumbers[provider].plain,
      path: join(folder, "ledger.sqlite"),
      options: optionsOf(sandbox, provider, cuts ? relay.origin : sandbox.url),
      timing: timingOf(deaths),
      killAt: null,
      restarted: false,
      wishes: both,
    };
  };

  return {
    undisturbed: async () =>
      inFolder(async (folder) => {
        sandbox.control.reset();
        relay.expect(null);
        const options = optionsOf(sandbox, provider, relay.origin);
        const began = performance.now();
        const report = reportOf(await survivor.ask({ ...jobIn(folder, []), options }));
        const durationMs = performance.now() - began;
        return { report, bytes: new Map(relay.bytes), durationMs };
      }),

    lives: async (deaths, wished) =>
      inFolder(async (folder) => {
        sandbox.control.reset();
        const job = jobIn(folder, deaths);
        let killed = 0;
        for (const [index, death] of deaths.entries()) {
          const child = await next;
          next = startChild(program);
          const killAt = death.kind === "step" ? death.name : null;
          relay.expect(death.kind === "byte" ? { ...death.cut, cut: child.kill } : null);
          const answer = child.ask({ ...job, killAt, restarted: index > 0 });
          const timer =
            death.kind === "moment" ? setTimeout(() => child.kill(), death.afterMs) : undefined;
          if ((await answer) === null) killed += 1;
          clearTimeout(timer);
          child.kill();
          await child.gone;
          if (death.kind !== "byte" || death.cut.lateByMs === null) await quiet(sandbox);
        }
        relay.expect(null);
        const last = { ...job, restarted: true, wishes: wished };
        const report = reportOf(await survivor.ask(last));
        const { control } = sandbox;
        const writes = control.writes();
        const { lease, release } = operationsOf[provider];
        return {
          killed,
          report,
          requests: { lease: writes[lease].received, release: writes[release].received },
          charges: control.charges(provider).length,
          owned: control.owned(provider),
        };
      }),

    close: async () => {
      for (const child of [survivor, await next]) {
        child.kill();
        await child.gone;
      }
      relay.close();
      await sandbox.close();
    },
  };
}

/** What a request that is cut off late may still take has to fit into the time that is given to settle. */
function timingOf(deaths: readonly Death[]): ReconcileTiming {
  const late = deaths.some((death) => death.kind === "byte" && death.cut.lateByMs !== null);
  const settleMs = late ? 600 : 40;
  return { settleMs, looksAfterMs: [0, 20, settleMs, settleMs + 20, 1000, 2000, 4000] };
}

function optionsOf(sandbox: Sandbox, provider: ProviderName, origin: string) {
  const text = JSON.stringify(sandbox[provider]).replaceAll(sandbox.url, origin);
  return JSON.parse(text) as Sandbox[ProviderName];
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-killed-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until the sandbox has done with what it received. */
async function quiet({ control }: Sandbox): Promise<void> {
  for (let waited = 0; waited < 1000; waited += 5) {
    if (control.requests().every(({ ended }) => ended !== "open")) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function reportOf(answer: unknown): Report {
  // As program.mjs writes it.
  const { report, failed } = answer as { report?: Report; failed?: string };
  if (!report) throw new Error(failed ?? "the program was killed, and should not have been");
  return report;
}
