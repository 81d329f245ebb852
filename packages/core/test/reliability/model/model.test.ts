import * as fc from "fast-check";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { effort, report } from "../../../../../scripts/effort.mjs";
import { type StepName, commands } from "./commands.js";
import { run } from "./run.js";
import { type Setup, pastPromise, setups } from "./setup.js";
import { weaknesses } from "./weaknesses.js";
import type { World } from "./world.js";

// Everything that can happen to a lease or a release, in any order, to the real client and the real ledger.
// I10 and I11, of credentials and secrets, are about requests and texts; here a provider is asked in our own types.

/** The same in every `npm test`; a soak looks further. */
const seeds = effort({ quick: 1, soak: 0 }) === 1 ? { seed: 1 } : {};
/** What a failure names, to see it again: `LEASELINE_REPLAY='{"seed":1,"path":"2:0","replayPath":"AB:C"}'`. */
const { replayPath, ...replay }: { seed?: number; path?: string; replayPath?: string } = JSON.parse(
  process.env["LEASELINE_REPLAY"] ?? "{}",
);
const longest = 80;
const found = { sequences: 0, steps: 0, requests: 0, crashes: 0, operations: 0, revised: 0 };
const endings = new Set<string>();

const everyEnding = ["committed", "absent", "rejected", "not-sent", "abandoned"]
  .flatMap((state) => [`lease ${state}`, `release ${state}`])
  .toSorted();

afterAll(() => report("model", found));
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) }));
afterEach(() => void vi.useRealTimers());

const moveWallClock = (ms: number) => vi.setSystemTime(Date.now() + ms);

function note(world: World): void {
  found.sequences += 1;
  found.steps += world.steps;
  found.requests += world.service.requests.length;
  found.crashes += world.crashes;
  found.operations += world.known.size;
  found.revised += world.revised;
  for (const { last } of world.known.values()) endings.add(`${last.kind} ${last.state}`);
}

interface Looked {
  readonly path?: string;
  readonly often?: readonly StepName[];
}

async function holds(
  setup: fc.Arbitrary<Setup>,
  numRuns: number,
  { path = "", often }: Looked = {},
): Promise<void> {
  const sequences = commands({ longest, often, replayPath });
  const property = fc.asyncProperty(setup, sequences, async (setup, commands) => {
    if (path) for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
    note(await run(setup, commands, { moveWallClock, path }));
  });
  await fc.assert(property, { numRuns, ...seeds, ...replay });
}

describe("whatever happens in whatever order", () => {
  it("no number is paid for twice, none is lost, and nothing is called what it is not", async () => {
    await holds(setups(), effort({ quick: 700, soak: 20_000 }));
    // A person gives up a release now and then.
    const often = ["carryOutAndAnswer", "release", "listsFail", "waitLong", "abandon"] as const;
    await holds(setups(), effort({ quick: 100, soak: 1000 }), { often });
    // A client is closed while the disk is full.
    const closed = ["diskFull", "closeClients", "carryOutAndAnswer"] as const;
    await holds(setups(), effort({ quick: 100, soak: 1000 }), { often: closed });
    // It has come to every ending that there is.
    expect(everyEnding.filter((one) => !endings.has(one))).toEqual([]);
  });

  it("the same holds on a ledger in a file", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    await holds(setups({ ledger: "in a file" }), effort({ quick: 20, soak: 500 }), { path });
  });

  it("a request that arrives later than anybody waits for is found by a sweep", async () => {
    // Nothing else has to happen for it.
    const often = ["loseConnection", "waitLong", "carryOut"] as const;
    const past = setups({}, fc.constant(pastPromise));
    await holds(past, effort({ quick: 300, soak: 3000 }), { often });
    expect(found.revised).toBeGreaterThan(0);
  });

  it("a database that loses what it has acknowledged, under processes that go on, loses no number and has none paid for twice", async () => {
    const often = [
      "copyLedger",
      "failOver",
      "slowMark",
      "answerLost",
      "carryOut",
      "loseConnection",
    ] as const;
    const remote = setups({ ledger: "in memory" });
    await holds(remote, effort({ quick: 300, soak: 10_000 }), {
      often,
    });
  });

  it("the time of day decides nothing", async () => {
    const sequences = commands({ longest });
    // A month's bill is the one thing that has a month.
    const uncapped = setups({ capped: null });
    const property = fc.asyncProperty(uncapped, sequences, async (setup, commands) => {
      const told = async (moveWallClock: (ms: number) => void) =>
        storyOf(await run(setup, commands, { moveWallClock }));
      expect(await told(moveWallClock)).toEqual(await told(() => {}));
    });
    await fc.assert(property, { numRuns: effort({ quick: 50, soak: 1000 }), ...seeds });
  });
});

describe("where a rule of safety is left out, the model sees what comes of it", () => {
  const cases = weaknesses.flatMap(({ breaks, ...one }) =>
    breaks.map((invariant) => ({ ...one, invariant })),
  );
  it.each(cases)(
    "$name breaks $invariant",
    async ({ weakness, invariant, where, often, from = 0 }) => {
      const sequences = commands({ longest: 40, often });
      const property = fc.asyncProperty(setups(where), sequences, async (setup, commands) => {
        await run(setup, commands, { weakness, watched: invariant });
      });
      const begin = { seed: 1, path: String(from) };
      const result = await fc.check(property, { numRuns: 2000, ...begin, endOnFailure: true });
      expect(result.errorInstance).toMatchObject({ invariant });
    },
  );
});

/** Every request and every ending, in the order in which they came about. */
function storyOf({ service, known }: World): unknown {
  return {
    requests: service.requests.map(({ kind, number, sentAtMs, state }) => ({
      kind,
      number,
      sentAtMs,
      state,
    })),
    endings: [...known.values()].map(({ claimedAtMs, last }) => ({
      claimedAtMs,
      kind: last.kind,
      state: last.state,
      failure: last.failure,
    })),
  };
}
