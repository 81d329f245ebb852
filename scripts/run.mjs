// The one door: `npm start`, `npm test` and `npm run check` work on a bare machine with Node 20 and npm.
// The pinned pnpm runs through npx and installs the workspace by itself before it runs anything.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const results = join(root, ".results");
const windows = process.platform === "win32";
const { packageManager, optionalDependencies } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);

const turbo = (...words) => ["turbo", "run", ...words];
const quiet = "--output-logs=errors-only";

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
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  const flags = ["--continue", "--output-logs=new-only", "--log-order=stream"];
  const asked = (suites) => suites.filter((suite) => rest.length === 0 || rest.includes(suite));
  // The unit suites wait more than they compute. The suites in an editor come one at a time: they must
  // not compete for two cores.
  const units = asked(["test"]);
  const inEditor = asked(["test:integration", "test:journey"]);
  const exitCode =
    (units.length > 0 ? run(turbo(...units, ...flags, "--concurrency=2")) : 0) |
    (inEditor.length > 0 ? run(turbo(...inEditor, ...flags, "--concurrency=1")) : 0);
  const { passed, failed, skipped } = summary();
  console.log(sentence(passed, failed, skipped));
  return exitCode || (failed > 0 || passed === 0 ? 1 : 0);
}

/** The reliability tests at full effort; their figures go into docs/reliability.md. */
function soak() {
  rmSync(join(results, "soak"), { recursive: true, force: true });
  const exitCode = run(turbo("soak", "--output-logs=new-only", "--log-order=stream"));
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

function figures() {
  const folder = join(results, "soak");
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const found = Object.entries(JSON.parse(readFileSync(join(folder, file), "utf8")));
      const words = found.map(([name, count]) => `${count.toLocaleString("en")} ${name}`);
      return [file.replace(/\.json$/, ""), words.join(", ")];
    });
}

function check({ withTests }) {
  let exitCode = withTests ? test() : 0;
  let { passed, failed, skipped } = summary();
  for (const [name, words] of Object.entries(checks)) {
    const failedNow = run(words);
    console.log(`${failedNow ? "✗" : "✓"} ${name}`);
    if (failedNow) failed += 1;
    else passed += 1;
    exitCode ||= failedNow;
  }
  console.log(sentence(passed, failed, skipped));
  return exitCode;
}

/** Adds up what every suite wrote into .results, each a file of vitest's JSON form. */
function summary() {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  let files = [];
  try {
    files = readdirSync(results).filter((name) => name.endsWith(".json"));
  } catch {
    return { passed, failed, skipped };
  }
  for (const file of files) {
    const suite = JSON.parse(readFileSync(join(results, file), "utf8"));
    passed += suite.numPassedTests;
    // A file that did not even load has no failed test in it, but it is a failure.
    const brokenFiles = (suite.testResults ?? []).filter(
      ({ status, assertionResults }) =>
        status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    );
    failed += suite.numFailedTests + brokenFiles.length;
    skipped += suite.numPendingTests ?? 0;
  }
  return { passed, failed, skipped };
}

function sentence(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
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
