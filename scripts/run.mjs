// The one door: `npm start`, `npm test` and `npm run check` work on a bare machine with Node 20 and npm.
// The pinned pnpm runs through npx and installs the workspace by itself before it runs anything.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { clearResults, figures, noteBreakdown, sentence, summary } from "./results.mjs";

const root = join(import.meta.dirname, "..");
const windows = process.platform === "win32";
const { packageManager, optionalDependencies } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);

const turbo = (...words) => ["turbo", "run", ...words];
const quiet = "--output-logs=errors-only";
const asItComes = ["--output-logs=new-only", "--log-order=stream"];

/** Each check is one command; `npm run check` is all of them. */
const checks = {
  build: turbo("build", quiet),
  typecheck: turbo("typecheck", quiet),
  lint: ["oxlint", "--type-aware", "--deny-warnings"],
  format: ["oxfmt", "--check"],
  "dead code": ["knip"],
  versions: ["sherif"],
  package: turbo("package", quiet),
};

const [command = "help", ...rest] = process.argv.slice(2);
const inside = process.env.LEASELINE_INSIDE === "1";
// Ctrl+C reaches the program that runs below too, which ends in its own way; its exit code is ours.
process.on("SIGINT", () => {});
process.exitCode = inside ? main() : enter();

function main() {
  switch (command) {
    case "start":
      return (
        run(turbo("build", "package", quiet)) ||
        run(["node", "packages/vscode-host/dist/start.js", ...rest])
      );
    case "test":
      return test();
    case "check":
      return check({ withTests: true });
    case "check-without-tests":
      return check({ withTests: false });
    case "soak":
      return soak();
    case "format":
      return run(["oxfmt", "--write"]);
    case "build":
    case "package":
      return run(turbo(command, quiet, ...rest));
    case "exec":
      return run(rest);
    default:
      console.error(
        "Usage: node scripts/run.mjs start | test | check | soak | build | package | format | exec <command>",
      );
      return 2;
  }
}

function test() {
  clearResults();
  const asked = (suites) => suites.filter((suite) => rest.length === 0 || rest.includes(suite));
  const exitCode =
    runSuites(asked(["test"]), 3) | runSuites(asked(["test:integration", "test:journey"]), 1);
  const found = summary();
  tell(found);
  return exitCode || (found.failed > 0 || found.passed === 0 ? 1 : 0);
}

/** Three at a time, as they wait much; those in an editor one by one, or a person's steps take too long. */
function runSuites(suites, atOnce) {
  if (suites.length === 0) return 0;
  const exitCode = run(turbo(...suites, "--continue", `--concurrency=${atOnce}`, ...asItComes));
  noteBreakdown(suites, exitCode);
  return exitCode;
}

/** The reliability tests at full effort; their figures go into docs/reliability.md. */
function soak() {
  clearResults("soak");
  const exitCode = run(turbo("soak", ...asItComes));
  const page = join(root, "docs", "reliability.md");
  const rows = figures().map(([what, found]) => `| ${what} | ${found} |`);
  const table = ["| what | figures |", "|---|---|", ...rows].join("\n");
  const day = new Date().toISOString().slice(0, 10);
  const told = `<!-- figures -->\n\`npm run soak\`, ${day}, Node ${optionalDependencies.node}, ${availableParallelism()} cores\n\n${table}\n<!-- /figures -->`;
  if (exitCode === 0 && rows.length > 0) {
    const text = readFileSync(page, "utf8");
    writeFileSync(
      page,
      text.replace(/<!-- figures -->[^]*<!-- \/figures -->/, () => told),
    );
  }
  console.log(table);
  return exitCode;
}

function check({ withTests }) {
  let exitCode = withTests ? test() : 0;
  exitCode |= runSuites(["test:package"], 2);
  const found = summary();
  for (const [name, words] of Object.entries(checks)) {
    const failedNow = run(words);
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
  console.log(`${found.failures.length > 0 ? "\n" : ""}${sentence(found)}`);
}

/** Runs one command of the workspace; returns its exit code. */
function run(words) {
  return spawn("pnpm", ["exec", ...words]);
}

/** Runs this file again with the pinned pnpm on its path. */
function enter() {
  // pnpm's own binary is put in place by an install script, which npm 12 refuses unless it is named.
  const npx = [
    "-y",
    "--prefer-offline",
    "--ignore-scripts=false",
    "--allow-scripts=pnpm",
    `--package=${packageManager}`,
  ];
  return spawn("npx", [...npx, "--", "node", import.meta.filename, ...process.argv.slice(2)], {
    LEASELINE_INSIDE: "1",
  });
}

function spawn(program, words, extra = {}) {
  const environment = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: "1",
    DO_NOT_TRACK: "1",
    ...extra,
  };
  // npx hands its own flags down; an npm that runs below it would refuse this one.
  if (inside) delete environment.npm_config_allow_scripts;
  const { status, error } = spawnSync(windows ? `${program}.cmd` : program, words.map(quote), {
    cwd: root,
    stdio: "inherit",
    shell: windows,
    env: environment,
  });
  if (error)
    console.error(
      `Could not run ${program} (${error.message}). Leaseline needs Node 20.11 or newer with npm.`,
    );
  return status ?? 1;
}

function quote(word) {
  return windows && /[\s"]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word;
}
