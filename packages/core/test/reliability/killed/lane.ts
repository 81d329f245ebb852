import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSandbox } from "@leaseline/sandbox";
import type { Timing } from "../../../src/operations/timing.js";
import { soon } from "../../support/timing.js";
import { startChild } from "../child.js";
import { ledgerIn } from "../ledger-to-open.js";
import { plainNumbers } from "../plain-numbers.js";
import { killedBy, reportOf } from "./answer.js";
import { quiet, until } from "./quiet.js";
import { rangeOf, startRelay } from "./relay.js";
import {
  type ByteShare,
  type Death,
  type Outcome,
  type Undisturbed,
  type Wanted,
  countOf,
  lifeOf,
  numbersAtOnce,
} from "./story.js";

const program = join(import.meta.dirname, "program.mjs");
const both: Wanted = ["lease", "release"];

/** One sandbox on which one program after another lives and dies. */
export interface Lane {
  readonly undisturbed: Undisturbed;
  /**
   * Runs it until it is killed, again and again on the same ledger, and then to its end.
   * @param wantedOf - what a person still wants of each number after the last restart.
   * @param again - what is wanted are the same commands again, before anything is asked.
   */
  lives(
    deaths: readonly Death[],
    wantedOf: (index: number) => Wanted,
    again?: boolean,
  ): Promise<Outcome>;
  close(): Promise<void>;
}

const operationsOf = {
  contiguity: { lease: "contiguity.lease", release: "contiguity.terminate" },
  sinch: { lease: "sinch.rent", release: "sinch.release" },
} as const;

export async function openLane(provider: keyof typeof operationsOf): Promise<Lane> {
  // At one moment, so that what it answers is always as long.
  const sandbox = await startSandbox({ now: () => Date.UTC(2026, 10, 23) });
  const { control } = sandbox;
  const relay = await startRelay(sandbox.url);
  const numbers = plainNumbers(provider).slice(0, numbersAtOnce);
  // Lives that are not killed go on one after the other in a process of their own.
  const survivor = await startChild(program);
  let next = startChild(program);

  // Whoever takes up what was killed waits for so long: not yet, and then for what the machine needs for a whole life.
  let withinMs = 10_000;

  const run = async (folder: string, count: number, through: string) => {
    const text = JSON.stringify(sandbox[provider]).replaceAll(sandbox.url, through);
    const job = {
      provider,
      // As it was before, with another address.
      options: JSON.parse(text) as object,
      place: ledgerIn(folder),
      withinMs,
      tasks: numbers.slice(0, count).map((number) => ({ number, wanted: both })),
    };
    control.reset();
    return { ...job, timing: timing(40), restarted: false, killAt: null };
  };

  const undisturbed = (count: number, through: string) =>
    inFolder(async (folder) => {
      relay.expect([]);
      return reportOf(await survivor.ask(await run(folder, count, through)));
    });
  const alone = await undisturbed(1, sandbox.url);
  const began = performance.now();
  await undisturbed(numbersAtOnce, relay.origin);
  const durationMs = performance.now() - began;
  withinMs = Math.max(1000, 2 * durationMs);
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

  /** Null when not every number came to its step: there is no outcome then. */
  const livesIn = async (
    folder: string,
    deaths: readonly Death[],
    wantedOf: (index: number) => Wanted,
    again: boolean,
  ): Promise<Outcome | null> => {
    const late = deaths.some((death) => death.kind === "bytes" && death.late);
    const through = deaths.some(({ kind }) => kind === "bytes") ? relay.origin : sandbox.url;
    const count = deaths.some(({ kind }) => kind === "step") ? 1 : countOf(deaths[0]);
    const job = { ...(await run(folder, count, through)), timing: timing(late ? 3000 : 40) };
    let killed = 0;
    for (const [index, death] of deaths.entries()) {
      const child = await next;
      next = startChild(program);
      relay.expect([]);
      if (death.kind === "bytes")
        relay.expect(cutsOf(death.shares), () => child.kill(), death.late);
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
      const wasKilled = killedBy(await answer);
      clearTimeout(timer);
      child.kill();
      await child.gone;
      if (wasKilled) killed += 1;
      else if (death.kind === "steps") return null;
      if (!late) await quiet(sandbox);
    }
    if (!late) relay.expect([]);
    const tasks = job.tasks.map((task, index) => ({ ...task, wanted: wantedOf(index) }));
    const before = control.requests().length;
    const answer = survivor.ask({ ...job, tasks, restarted: true, again });
    if (late) {
      // Each has been asked about in vain, and then once more.
      const asked = (about: string) =>
        control.requests().filter(({ number }, at) => at >= before && number === about).length;
      await until(() => tasks.every(({ number }) => asked(number) > 1));
      const received = () =>
        Object.values(control.writes()).reduce((sum, one) => sum + one.received, 0);
      const due = received() + relay.arrive();
      // Also where nobody waits for it any more, it has to be carried out before it is counted.
      await until(() => received() === due);
      await quiet(sandbox);
    }
    const report = reportOf(await answer);
    const received = (kind: "lease" | "release") =>
      control.requests(operationsOf[provider][kind]).map(({ number }) => number ?? "");
    return {
      killed,
      numbers: tasks.map(({ number }) => number),
      report,
      received: { lease: received("lease"), release: received("release") },
      charged: control.charges(provider).map(({ number }) => number),
      owned: control.owned(provider),
    };
  };

  return {
    undisturbed: { steps: alone.steps, durationMs, bytes: mostBytes },

    lives: async (deaths, wantedOf, again = false) => {
      for (let tries = 0; tries < 5; tries += 1) {
        const outcome = await inFolder((folder) => livesIn(folder, deaths, wantedOf, again));
        if (outcome) return outcome;
      }
      throw new Error("a number never came to its step");
    },

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

/** What arrives late has to fit into the time that is given to settle. */
function timing(onItsWayMs: number): Timing {
  return { ...soon, onItsWayMs, afterDeathMs: onItsWayMs };
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-killed-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
