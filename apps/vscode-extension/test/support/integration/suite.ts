import { access } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { format } from "node:util";
import type Mocha from "mocha";
import { keep } from "../kept.js";
import { toKnownState } from "./known-state.js";
import { type Failure, writeResults } from "./results.js";
import { sandboxControl } from "./sandbox-control.js";
import { shuffleTests } from "./shuffle.js";

/** Ends what hangs, and judges nothing. */
const hangsMs = 1_200_000;

/**
 * What VS Code calls inside the extension host. Rejects when a test has failed.
 * @param load - loads every file of tests, each of which says what it has with `describe` and `it`.
 */
export async function runSuite(load: () => void): Promise<void> {
  const { default: MochaRunner } = await import("mocha");
  const mocha = new MochaRunner({ ui: "bdd", timeout: hangsMs, color: false, reporter: "spec" });
  // To run a part of it by its name.
  const only = process.env["LEASELINE_ONLY"];
  if (only) mocha.grep(new RegExp(only));
  // The console of an extension host does not fill in a format everywhere.
  MochaRunner.reporters.Base.consoleLog = (...parts: unknown[]) =>
    void process.stdout.write(`${format(...parts)}\n`);
  // Makes `describe` and `it` global, as loading a file would.
  mocha.suite.emit("pre-require", globalThis, "suite", mocha);
  // Before all that is said in it, and by each for itself: where it fails, the others still run.
  mocha.suite.on("suite", (suite: Mocha.Suite) => suite.beforeEach(toKnownState));
  load();
  const seed = Number(process.env["LEASELINE_SEED"] || Date.now() % 1_000_000);
  shuffleTests(mocha.suite, seed);
  process.stdout.write(`The order is that of LEASELINE_SEED=${seed}\n`);
  const failures: Failure[] = [];
  let told = 0;
  mocha.suite.afterEach(async () => {
    for (const { fullName } of failures.slice(told)) await look(fullName);
    told = failures.length;
  });
  const stats = await new Promise<Mocha.Stats>((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats) resolve(runner.stats);
      else reject(new Error("The tests were not counted."));
    });
    runner.on("fail", (test, error: Error) => {
      failures.push({
        fullName: test.fullTitle(),
        status: "failed",
        failureMessages: [error.stack ?? String(error)],
      });
    });
  });
  const file = process.env["LEASELINE_RESULTS"];
  if (!file) throw new Error("LEASELINE_RESULTS does not say where the results go");
  await writeResults(file, stats, failures);
  if (stats.failures > 0) throw new Error(`${stats.failures} of ${stats.tests} tests failed`);
  if (stats.passes === 0) throw new Error("No test has run");
}

const longestLookMs = 5000;

/** Keeps what there is to see of a test that has failed. */
async function look(test: string): Promise<void> {
  const failures = process.env["LEASELINE_FAILURES"];
  if (!failures) throw new Error("LEASELINE_FAILURES does not say where to keep what failed");
  const folder = await keep(failures, test, {
    "requests.json": async () => JSON.stringify(await sandboxControl.requests(), null, 2),
  });
  // Heard by whoever drives the page, see forward-console.ts; a desktop has nobody who does.
  process.stdout.write(`Keep the page in ${folder}\n`);
  const until = Date.now() + longestLookMs;
  while (Date.now() < until && !(await exists(join(folder, "page.png")))) await sleep(50);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
