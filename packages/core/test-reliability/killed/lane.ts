import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ProviderName, type Sandbox, startSandbox } from "@leaseline/sandbox";
import type { OperationEvent, OperationState } from "../../src/ledger/operation.js";
import { startChild } from "../child.js";
import { plainNumbers } from "../plain-numbers.js";
import { type Cut, rangeOf, startRelay } from "./relay.js";

const program = join(import.meta.dirname, "program.mjs");

/** So many numbers are leased and released at once by one program. */
export const numbersAtOnce = 16;

/** What a person wants done; what has been done by all that the ledger says is not wished again. */
export type Wishes = readonly ("lease" | "release")[];
const both: Wishes = ["lease", "release"];

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
      readonly lateByMs: number | null;
    }
  | { readonly kind: "moment"; readonly afterMs: number };

export type ByteShare = Pick<Cut, "write" | "direction"> & { readonly share: number };

/** What the program has to say when it was not killed. */
interface Report {
  readonly steps: readonly string[];
  readonly elsewhere: number;
  readonly failed: number;
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

/** One sandbox on which one program after another lives and dies. */
export interface Lane {
  readonly undisturbed: Undisturbed;
  /**
   * Runs it until it is killed, again and again on the same ledger, and then to its end.
   * @param wished - what a person still wishes of each number after the last restart.
   */
  lives(deaths: readonly Death[], wished: (index: number) => Wishes): Promise<Outcome>;
  close(): Promise<void>;
}

const operationsOf = {
  contiguity: { lease: "contiguity.lease", release: "contiguity.terminate" },
  sinch: { lease: "sinch.rent", release: "sinch.release" },
} as const;

export async function openLane(provider: ProviderName): Promise<Lane> {
  // At one moment, so that what it answers is always as long.
  const sandbox = await startSandbox({ now: () => Date.UTC(2026, 10, 23) });
  const { control } = sandbox;
  const relay = await startRelay(sandbox.url);
  const numbers = plainNumbers(provider).slice(0, numbersAtOnce);
  // Lives that are not killed go on one after the other in a process of their own.
  const survivor = await startChild(program);
  let next = startChild(program);

  const run = async (folder: string, count: number, through: string) => {
    const text = JSON.stringify(sandbox[provider]).replaceAll(sandbox.url, through);
    const job = {
      provider,
      // As it was before, with another address.
      options: JSON.parse(text) as object,
      path: join(folder, "ledger.sqlite"),
      tasks: numbers.slice(0, count).map((number) => ({ number, wishes: both })),
    };
    control.reset();
    return { ...job, timing: timing(40), restarted: false, killAt: null };
  };

  const alone = await inFolder(async (folder) => {
    relay.expect([]);
    return reportOf(await survivor.ask(await run(folder, 1, sandbox.url)));
  });
  const began = performance.now();
  await inFolder(async (folder) => {
    relay.expect([]);
    return reportOf(await survivor.ask(await run(folder, numbersAtOnce, relay.origin)));
  });
  const durationMs = performance.now() - began;
  const lengths = new Map(relay.bytes);
  const mostBytes = new Map<string, number>();
  for (const [range, length] of lengths) {
    const name = range.replace(/^\S+ /, "");
    mostBytes.set(name, Math.max(length, mostBytes.get(name) ?? 0));
  }

  const cutsOf = (shares: readonly ByteShare[]) =>
    shares.map(({ share, ...range }, index) => {
      const cut = { ...range, number: numbers[index] ?? "" };
      return { ...cut, afterBytes: Math.ceil(share * (lengths.get(rangeOf(cut)) ?? 0)) };
    });

  return {
    undisturbed: { steps: alone.steps, durationMs, bytes: mostBytes },

    lives: async (deaths, wished) =>
      inFolder(async (folder) => {
        const late = deaths.some((death) => death.kind === "bytes" && death.lateByMs !== null);
        const through = deaths.some(({ kind }) => kind === "bytes") ? relay.origin : sandbox.url;
        const count = deaths.some(({ kind }) => kind === "step") ? 1 : countOf(deaths[0]);
        const job = { ...(await run(folder, count, through)), timing: timing(late ? 800 : 40) };
        let killed = 0;
        for (const [index, death] of deaths.entries()) {
          const child = await next;
          next = startChild(program);
          relay.expect([]);
          if (death.kind === "bytes")
            relay.expect(cutsOf(death.shares), () => child.kill(), death.lateByMs);
          const answer = child.ask({
            ...job,
            restarted: index > 0,
            killAt: death.kind === "step" ? death.name : null,
            tasks: job.tasks.map((task, at) => ({
              ...task,
              stopAt: death.kind === "steps" ? death.names[at] : null,
            })),
          });
          const timer = setTimeout(() => child.kill(), lifeOf(death));
          if (killedBy(await answer)) killed += 1;
          clearTimeout(timer);
          child.kill();
          await child.gone;
          if (!late) await quiet(sandbox);
        }
        relay.expect([]);
        const tasks = job.tasks.map((task, index) => ({ ...task, wishes: wished(index) }));
        const report = reportOf(await survivor.ask({ ...job, tasks, restarted: true }));
        const received = (kind: "lease" | "release") =>
          control
            .requests()
            .filter(({ operation }) => operation === operationsOf[provider][kind])
            .map(({ number }) => number ?? "");
        return {
          killed,
          numbers: tasks.map(({ number }) => number),
          report,
          received: { lease: received("lease"), release: received("release") },
          charged: control.charges(provider).map(({ number }) => number),
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

/** What has come to a halt is killed in any case before the sandbox closes connections that it takes for idle. */
function lifeOf(death: Death): number {
  if (death.kind === "moment") return death.afterMs;
  return death.kind === "bytes" ? 4000 : 60_000;
}

function countOf(death: Death | undefined): number {
  if (death?.kind === "steps") return death.names.length;
  return death?.kind === "bytes" ? death.shares.length : numbersAtOnce;
}

/** What arrives late has to fit into the time that is given to settle. */
function timing(settleMs: number) {
  return { settleMs, looksAfterMs: [0, 20, settleMs, settleMs + 20, 2000, 4000, 8000] };
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

/** A program that was to be killed may have come to its end before, but not to a failure. */
function killedBy(answer: unknown): boolean {
  if (answer !== null) reportOf(answer);
  return answer === null;
}

function reportOf(answer: unknown): Report {
  // As program.mjs writes it.
  const { report, failed } = (answer ?? {}) as { report?: Report; failed?: string };
  if (!report) throw new Error(failed ?? "the program was killed, and should not have been");
  return report;
}
