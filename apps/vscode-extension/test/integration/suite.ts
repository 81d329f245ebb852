import { format } from "node:util";
import type Mocha from "mocha";
import { activationTests } from "./activation.js";
import { backingOutTests } from "./backing-out.js";
import { badInputTests } from "./bad-input.js";
import { canaryTests } from "./canaries.js";
import { keyTests } from "./keys.js";
import { ledgerTroubleTests } from "./ledger-trouble.js";
import { limitTests } from "./limits.js";
import { mainJobTests } from "./main-job.js";
import { manyNumbersTests } from "./many-numbers.js";
import { type Failure, writeResults } from "./results.js";
import { spendingTests } from "./spending.js";
import { twoWindowTests } from "./two-windows.js";
import { unsettledTests } from "./unsettled.js";

/** What VS Code calls inside the extension host. Rejects when a test has failed. */
export async function run(): Promise<void> {
  const { default: MochaRunner } = await import("mocha");
  const mocha = new MochaRunner({ ui: "bdd", timeout: 30_000, color: false, reporter: "spec" });
  // To run a part of it by its name.
  const only = process.env["LEASELINE_ONLY"];
  if (only) mocha.grep(new RegExp(only));
  // The console of an extension host does not fill in a format everywhere.
  MochaRunner.reporters.Base.consoleLog = (...parts: unknown[]) =>
    void process.stdout.write(`${format(...parts)}\n`);
  // Makes `describe` and `it` global, as loading a file would.
  mocha.suite.emit("pre-require", globalThis, "suite", mocha);
  activationTests();
  mainJobTests();
  backingOutTests();
  spendingTests();
  twoWindowTests();
  unsettledTests();
  limitTests();
  ledgerTroubleTests();
  manyNumbersTests();
  badInputTests();
  keyTests();
  canaryTests();
  const failures: Failure[] = [];
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
