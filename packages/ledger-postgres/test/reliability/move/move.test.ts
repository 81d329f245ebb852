import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { LeaseError, type LeaseFailure, type LedgerStore, createLedger } from "@leaseline/core";
import { sqliteStore, cancelMove } from "@leaseline/core/node";
import { describe, expect, it } from "vitest";
import { type Stage, stage, withoutPostgres } from "../../support/stage.js";
import { effort } from "../../../../../scripts/effort.mjs";
import { fill, mostHeld } from "./fill.js";

const program = join(import.meta.dirname, "mover.mjs");
const to = "postgres://fleet";

const steps = [
  "source 1 begins",
  "source 1 is about to be committed",
  "source 1 is committed",
  "target 1 begins",
  "copying",
  "target 1 is about to be committed",
  "target 1 is committed",
  "source 2 begins",
  "source 2 is about to be committed",
  "source 2 is committed",
  "target 2 begins",
  "target 2 is about to be committed",
  "target 2 is committed",
];

describe.skipIf(withoutPostgres)("a move whose process is killed", () => {
  it.each(steps)(
    "as %s leaves one ledger that may lease, and is finished by the next one",
    async (killAt) => {
      await between(async (place, path) => {
        await fill(
          sqliteStore(() => path),
          20,
        );
        await mover(place, path, { killAt });
        const wasOpen = await isOpen(() => sqliteStore(() => path));
        expect(wasOpen).toBe(killAt === steps[0] || killAt === steps[1]);
        expect(await count(place.open())).toBe(isThere(killAt) ? 20 : 0);
        // What has come is not leased from before the other one is closed for good, and that is known.
        expect(await isOpen(() => place.open())).toBe(
          !isThere(killAt) || killAt === "target 2 is committed",
        );

        await mover(place, path);
        expect(await isOpen(() => sqliteStore(() => path))).toBe(false);
        expect(await count(place.open())).toBe(20);
        expect(await isOpen(() => place.open())).toBe(true);
      });
    },
  );

  it.each([
    "source 1 is committed",
    "copying",
    "target 1 is about to be committed",
    "target 1 is committed",
  ])("as %s is taken back, or has everything there", async (killAt) => {
    await between(async (place, path) => {
      await fill(
        sqliteStore(() => path),
        20,
      );
      await mover(place, path, { killAt });
      const stores = [sqliteStore(() => path), place.open()] as const;
      const isBack = await cancelMove(...stores).then(
        () => true,
        () => false,
      );
      await stores[0].close();
      expect(isBack).toBe(!isThere(killAt));
      expect(await isOpen(() => sqliteStore(() => path))).toBe(isBack);
      expect(await count(place.open())).toBe(isBack ? 0 : 20);
    });
  });
});

describe.skipIf(withoutPostgres)("several machines that move into one ledger at once", () => {
  it("are all there, and who uses it meanwhile goes on, or is told that nothing is sent", async () => {
    await between(async (place, path) => {
      const paths = [1, 2, 3, 4].map((machine) => `${path}.${machine}`);
      for (const [machine, one] of paths.entries())
        await fill(
          sqliteStore(() => one),
          20,
          machine * 20,
        );
      const ledger = createLedger(place.open());
      const over = new AbortController();
      // Several moves may take longer than anybody waits for the ledger.
      const busy = { kind: "ledger-unavailable", reason: "busy" };
      const using = async () => {
        while (!over.signal.aborted)
          expect([true, busy]).toContainEqual(await ledger.setCaps([]).catch(failure));
      };
      const moved = Promise.all(paths.map((one) => mover(place, one)));
      await Promise.all([using(), moved.finally(() => over.abort())]);
      expect(await ledger.setCaps([])).toBe(true);
      expect((await ledger.operations()).length).toBe(80);
      for (const one of paths) expect(await isOpen(() => sqliteStore(() => one))).toBe(false);
    });
  });
});

describe.skipIf(withoutPostgres)("a ledger with a long history", () => {
  it("is moved in little memory, many records at once, and all of it is there", async () => {
    await between(async (place, path) => {
      const many = effort({ quick: 10_000, soak: 50_000 });
      await fill(
        sqliteStore(() => path),
        many,
      );
      // In parts it takes some 30 MB, however many there are.
      const moved = await mover(place, path, { execArgv: ["--max-old-space-size=48"] });
      expect(moved).toMatchObject({ operations: many, leases: mostHeld });
      expect(await count(place.open())).toBe(many);
    });
  });
});

/** Whether the other ledger has everything by then. */
function isThere(step: string): boolean {
  return /^(target 1 is committed|source 2|target 2)/.test(step);
}

/** @returns how much was copied; null when it was killed. */
async function mover(
  { options }: Stage,
  path: string,
  { killAt, execArgv = [] }: { readonly killAt?: string; readonly execArgv?: string[] } = {},
): Promise<unknown> {
  const words = JSON.stringify({ path, options, to, killAt });
  const child = fork(program, [words], { execArgv });
  const said = answerOf(child);
  const [code] = (await once(child, "exit")) as [number | null];
  const answer = await said;
  if (killAt === undefined && code !== 0) throw new Error(`the mover ended with ${code}`);
  return answer;
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    child.once("message", (message) => resolve(message));
    child.once("exit", () => resolve(null));
  });
}

/** @throws what is none of ours. */
function failure(error: unknown): LeaseFailure {
  if (LeaseError.isInstance(error)) return error.failure;
  throw error;
}

/** Whether anything can be written in it. */
async function isOpen(open: () => LedgerStore): Promise<boolean> {
  const ledger = createLedger(open());
  try {
    return await ledger.setCaps([]);
  } catch {
    return false;
  } finally {
    await ledger.close();
  }
}

async function count(store: LedgerStore): Promise<number> {
  return (await createLedger(store).operations()).length;
}

async function between(work: (place: Stage, path: string) => Promise<void>): Promise<void> {
  const place = stage();
  try {
    await work(place, join(place.options.folder ?? "", "ledger.sqlite"));
  } finally {
    await place.close();
  }
}
