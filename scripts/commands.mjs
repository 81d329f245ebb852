// What can be said to `scripts/run.mjs`.
import { notAsked } from "./audit.mjs";
import { endWithSignals } from "./programs.mjs";
import { clearResults, noteBreakdown, sentence, summary } from "./results.mjs";
import { parseStartFlags, startUsage } from "./start-flags.mjs";
import { soak } from "./soak.mjs";
import { steady } from "./steady.mjs";
import { runTasks } from "./tasks.mjs";
import { run, runScript } from "./workspace.mjs";

const quiet = "--output-logs=errors-only";
const asItComes = ["--output-logs=new-only", "--log-order=stream"];

/**
 * Six at a time, as they wait much, and those that take longest are to begin soon; then those in an editor, of which the
 * one waits while the other keeps both cores busy.
 */
const suites = [
  { atOnce: 6, names: ["test"] },
  { atOnce: 2, names: ["test:integration", "test:journey"] },
];

/** The packages that `npm start` needs, with what they are built on. */
const opened = ["--filter=leaseline", "--filter=@leaseline/vscode-host"];

/** Each check is one command; `npm run check` is all of them. */
const checks = {
  build: () => runTasks(["build", quiet]),
  typecheck: () => runTasks(["typecheck", quiet]),
  lint: () => run(["oxlint", "--type-aware", "--deny-warnings"]),
  format: () => run(["oxfmt", "--check"]),
  "dead code": () => run(["knip"]),
  versions: () => run(["sherif"]),
  package: () => runTasks(["package", quiet]),
  // A ratio of processor times within one run, so that a busy machine is no reason to fail. 1.12 and 1.22 are usual,
  // 1.43 is allowed, and reading by zod itself takes more than twice that.
  "reading speed": () =>
    run("node packages/bench/bench.mjs --only reading --rounds 18 --slack 1.1".split(" ")),
  audit: () => run(["node", "scripts/audit.mjs"]),
};

const [command = "help", ...words] = process.argv.slice(2);
endWithSignals();
process.exitCode = await main();

function main() {
  switch (command) {
    case "start":
      return start();
    case "test":
      return test();
    case "check":
      return check({ withTests: true });
    case "check-without-tests":
      return check({ withTests: false });
    case "soak":
      return soak(() => runTasks(["soak", "--continue", ...asItComes]));
    case "steady":
      return repeat();
    case "bench":
      return bench();
    case "pictures":
      // Of the readme files, from the real thing on the sandbox.
      return runTasks(["pictures", ...asItComes]);
    case "format":
      return run(["oxfmt", "--write"]);
    case "build":
    case "package":
      return runTasks([command, quiet, ...words]);
    case "exec":
      return run(words);
    default:
      return refuse(
        "Usage: node scripts/run.mjs start | test | check | soak | steady | bench | pictures | build | package | format | exec <command>",
      );
  }
}

async function start() {
  const flags = parseStartFlags(words);
  if (typeof flags === "string") return refuse(`${flags}\n\n${startUsage}`);
  if (flags.help) {
    console.log(startUsage);
    return 0;
  }
  return (
    (await runTasks(["build", "package", quiet, ...opened])) ||
    runScript("packages/vscode-host/dist/start.js", [JSON.stringify(flags)])
  );
}

async function test() {
  const refused = refuseUnknown(words);
  if (refused) return refused;
  clearResults();
  // By itself, or what is to be built waits for suites that have begun, and the longest suite for that. What cannot be
  // built is said there, and once more by the suites that need it.
  await runTasks(["build", quiet]);
  let exitCode = 0;
  for (const { atOnce, names } of suites) {
    const asked = names.filter((name) => words.length === 0 || words.includes(name));
    exitCode |= await runSuites(asked, atOnce);
  }
  const found = summary();
  tell(found);
  return exitCode || (found.failed > 0 || found.passed === 0 ? 1 : 0);
}

/** The suites in an editor, or those that are named, so many times. */
function repeat() {
  const [rounds = "20", ...names] = words;
  const asked = names.length > 0 ? names : ["test:integration", "test:journey"];
  return (
    (Number(rounds) >= 1 ? 0 : refuse(`\`${rounds}\` is no number of rounds.`)) ||
    refuseUnknown(names) ||
    steady(Number(rounds), () => runSuites(asked, 2))
  );
}

/** Refuses what is no suite; 0 when all of them are. */
function refuseUnknown(names) {
  const known = suites.flatMap((phase) => phase.names);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return 0;
  return refuse(
    `There is no suite \`${unknown}\`. There are ${known.map((name) => `\`${name}\``).join(", ")}; without a name, npm test runs all of them.`,
  );
}

async function runSuites(names, atOnce) {
  if (names.length === 0) return 0;
  const exitCode = await runTasks([
    ...names,
    "--continue",
    `--concurrency=${atOnce}`,
    ...asItComes,
  ]);
  noteBreakdown(names, exitCode);
  return exitCode;
}

/** Ours beside the official SDKs; `--write` puts the table into docs/benchmarks.md. */
async function bench() {
  return (await runTasks(["build", quiet])) || runScript("packages/bench/bench.mjs", words);
}

async function check({ withTests }) {
  // Of the core's lines, 90 % have to be run by its tests.
  process.env.LEASELINE_COVERAGE = "1";
  let exitCode = withTests ? await test() : 0;
  exitCode |= await runSuites(["test:package"], 2);
  const found = summary();
  for (const [name, check] of Object.entries(checks)) {
    const failedNow = await check();
    if (failedNow === notAsked) {
      console.log(`– ${name}`);
      found.skipped += 1;
      found.skippedIn.push(name);
      continue;
    }
    console.log(`${failedNow ? "✗" : "✓"} ${name}`);
    if (failedNow) {
      found.failed += 1;
      found.failures.push(name);
    } else found.passed += 1;
    exitCode ||= failedNow;
  }
  tell(found);
  return exitCode;
}

/** The failures by name and then the one line, last of all: an output this long is read from its end. */
function tell(found) {
  for (const failure of found.failures) console.log(`\n✗ ${failure}`);
  if (found.kept.length > 0) console.log("\nWhat there was to see of it is kept in:");
  for (const folder of found.kept) console.log(`    ${folder}`);
  console.log(`${found.failures.length > 0 ? "\n" : ""}${sentence(found)}`);
}

/** What was asked is not understood: says why, and fails. */
function refuse(reason) {
  console.error(reason);
  return 2;
}
