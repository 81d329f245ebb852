// `npm run steady`: suites again and again, to find what fails now and then.
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { clearResults, summary } from "./results.mjs";
import { root } from "./workspace.mjs";

const kept = join(root, ".steady");
const loops = 4;

/**
 * Runs suites in so many rounds, every other one beside endless loops, and prints which tests failed how often.
 *
 * @param runSuites - one round of them, to an exit code.
 */
export async function steady(rounds, runSuites) {
  rmSync(kept, { recursive: true, force: true });
  const told = [];
  for (let round = 1; round <= rounds; round += 1) {
    const loaded = round % 2 === 0;
    const stop = loaded ? startLoops() : () => {};
    clearResults();
    const began = performance.now();
    const exitCode = await runSuites().finally(stop);
    const { passed, failures } = summary();
    keep(round, failures);
    told.push({ loaded, failures });
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    console.log(
      `\nRound ${round} of ${rounds}${loaded ? `, beside ${loops} endless loops` : ""}: ${passed} passed, ${failures.length} failed, ${minutes} min\n`,
    );
    // To go on after Ctrl+C, or where nothing could be run at all, would be no use.
    if (exitCode !== 0 && failures.length === 0) return exitCode;
  }
  console.log(table(told));
  const failed = told.some(({ failures }) => failures.length > 0);
  if (failed) console.log(`\nWhat there was to see is kept in ${kept}`);
  return failed ? 1 : 0;
}

/** What failed in a round, with all that there was to see of it. */
function keep(round, failures) {
  if (failures.length === 0) return;
  const folder = join(kept, `round-${round}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "failures.txt"), failures.join("\n\n"));
  const seen = join(root, ".results", "failures");
  if (existsSync(seen)) cpSync(seen, folder, { recursive: true });
}

/** How often each test failed, without load and with it. */
export function table(told) {
  const of = (loaded) => told.filter((round) => round.loaded === loaded);
  const nameOf = (failure) => failure.split("\n")[0].replaceAll("|", "\\|");
  const names = new Set(told.flatMap(({ failures }) => failures.map(nameOf)));
  const times = (name, rounds) =>
    rounds.filter(({ failures }) => failures.some((one) => nameOf(one) === name)).length;
  const [quiet, busy] = [of(false), of(true)];
  const rows = [...names].map((name) => [name, times(name, quiet), times(name, busy)]);
  if (rows.length === 0) rows.push(["none", 0, 0]);
  const cores = availableParallelism();
  return [
    `| failed test | of ${quiet.length} rounds | of ${busy.length} beside ${loops} endless loops, ${cores} cores |`,
    "|---|---|---|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

/** Keeps every core busy. @returns what ends it; it ends by itself when this process does. */
function startLoops() {
  const endless = `for (;;) for (let turn = 0; turn < 1e8; turn += 1) if (turn === 0 && process.ppid !== ${process.pid}) process.exit();`;
  const started = Array.from({ length: loops }, () =>
    spawn(process.execPath, ["-e", endless], { stdio: "ignore" }),
  );
  return () => started.forEach((child) => child.kill("SIGKILL"));
}
