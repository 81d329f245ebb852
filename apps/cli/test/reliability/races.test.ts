import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultCatalogue, specialNumbers } from "@leaseline/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { effort, report } from "../../../../scripts/effort.mjs";
import { run } from "../support/run.js";
import { type Environment, sandboxHome } from "../support/sandbox-home.js";

// The editor's windows and the command line want one number at the same moment, over the one ledger that both open.

const rounds = effort({ quick: 2, soak: 200 });
const ofEachKind = 4;
const at = await sandboxHome();
const { control } = at.sandbox;
const home = mkdtempSync(join(tmpdir(), "leaseline-races-"));
const windows: ChildProcess[] = [];

const special = new Set<string>(Object.values(specialNumbers.contiguity));
const offers = defaultCatalogue().contiguity.filter(
  ({ number, status, quirk, requirements }) =>
    status === "available" && !quirk && !requirements?.length && !special.has(number),
);

beforeAll(async () => {
  for (let index = 0; index < ofEachKind; index += 1) {
    const window = fork(join(import.meta.dirname, "../support/window.mjs"), {
      env: { LEASELINE_HOME: home },
      execArgv: [],
    });
    await answer(window);
    windows.push(window);
    const { contiguity, sinch } = at.sandbox;
    await ask(window, { do: "open", contiguity, sinch });
  }
});
afterAll(async () => {
  for (const window of windows) {
    window.kill("SIGKILL");
    await once(window, "exit");
  }
  rmSync(home, { recursive: true, force: true });
});

it("windows and commands that want one number at the same moment send one request, and hear the same of it", async () => {
  let told = 0;
  for (let round = 0; round < rounds; round += 1) {
    const offer = offers[round % offers.length];
    if (!offer) throw new Error("the sandbox has no such number");
    if (round > 0 && round % offers.length === 0) control.reset();
    told += await race(offer);
  }
  report("editor and command line at once", {
    rounds,
    "windows of the editor": ofEachKind,
    "commands at once": ofEachKind,
    "told the same": told,
    "numbers leased twice": 0,
  });
});

/** @returns how many were told. */
async function race({ number, price }: (typeof offers)[number]): Promise<number> {
  const environment: Environment = { ...at.only("contiguity"), LEASELINE_HOME: home };
  const before = control.writes()["contiguity.lease"].received;
  for (const window of windows) await ask(window, { do: "quote", account: "contiguity", number });
  const words = ["lease", number, "--account", "contiguity", "--json", "--yes"].concat(
    ["--expect-price", `${price.recurring} ${price.currency}`],
    ["--expect-setup", `${price.setup} ${price.currency}`],
  );
  const commands = Array.from({ length: ofEachKind }, async () => {
    const { exitCode, document, stdout, stderr } = await run(words, environment);
    expect([exitCode, stdout + stderr]).toEqual([0, expect.any(String)]);
    return document()["operation"];
  });
  const inWindows = windows.map(async (window) => {
    const told = await ask(window, { do: "lease" });
    expect(told).toMatchObject({ kind: "committed" });
    return told["operation"];
  });
  const operations = await Promise.all([...commands, ...inWindows]);
  expect(new Set(operations).size).toBe(1);
  expect(control.writes()["contiguity.lease"].received - before).toBe(1);
  expect(control.charges("contiguity").filter((one) => one.number === number)).toHaveLength(1);
  return operations.length;
}

async function ask(window: ChildProcess, job: object): Promise<Record<string, unknown>> {
  const answered = answer(window);
  window.send(job);
  return answered;
}

async function answer(window: ChildProcess): Promise<Record<string, unknown>> {
  // As window.mjs answers.
  const [{ result, failed }] = (await once(window, "message")) as [
    { readonly result?: Record<string, unknown>; readonly failed?: string },
  ];
  if (failed !== undefined) throw new Error(failed);
  return result ?? {};
}
