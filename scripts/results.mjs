// What the suites have written into .results: each test run a file of vitest's JSON form, each figure of the soak one of its own.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = join(import.meta.dirname, "..");
const results = join(root, ".results");

export function clearResults(...folders) {
  rmSync(join(results, ...folders), { recursive: true, force: true });
  mkdirSync(join(results, ...folders), { recursive: true });
}

/**
 * Keeps that a suite among these has broken down, if that is so: it may have left nothing that counts as failed.
 *
 * @param exitCode - of what ran them.
 */
export function noteBreakdown(suites, exitCode) {
  if (exitCode === 0 || summary().failures.length > 0) return;
  const message = "It broke down before it could say which test failed; see above.";
  noteFailure("broken", suites.join(", "), message);
}

/** Counts what is no test and has failed. */
export function noteFailure(file, name, message) {
  mkdirSync(results, { recursive: true });
  const failed = { testResults: [{ name, status: "failed", message }] };
  writeFileSync(join(results, `${file}.json`), JSON.stringify(failed));
}

/** Adds up every suite. `failures` holds a text for each failed test: where, its name and its reason. */
export function summary() {
  const suites = filesIn(results).map(({ content }) => content);
  const sum = (count) => suites.reduce((total, suite) => total + (count(suite) ?? 0), 0);
  const failures = suites.flatMap(failuresOf);
  const kept = namesIn(join(results, "failures"));
  return {
    passed: sum((suite) => suite.numPassedTests),
    failed: failures.length,
    skipped: sum((suite) => suite.numPendingTests),
    /** Which suites: those that could not run here, so that nobody takes them for passed. */
    skippedIn: filesIn(results).flatMap(({ name, content }) =>
      content.numPendingTests > 0 ? [name] : [],
    ),
    failures,
    /** Where there is something to see of them. */
    kept: kept.map((name) => relative(root, join(results, "failures", name))),
  };
}

export function sentence({ passed, failed, skipped, skippedIn }) {
  const left = skipped > 0 ? `, ${skipped} skipped (${skippedIn.join(", ")})` : "";
  return `${passed} passed, ${failed} failed${left}`;
}

/** The rows of the soak: what was tried, and how often. */
export function figures() {
  return filesIn(join(results, "soak")).map(({ name, content }) => {
    const words = Object.entries(content).map(
      ([what, count]) => `${count.toLocaleString("en")} ${what}`,
    );
    return [name, words.join(", ")];
  });
}

/** The figures of `npm run bench` are no test's. */
function failuresOf({ testResults = [] }) {
  return testResults.flatMap(({ name: path, status, message, assertionResults = [] }) => {
    const file = relative(root, resolve(root, path));
    const failed = assertionResults.filter((test) => test.status === "failed");
    // A file that did not even load has no failed test in it, but it is a failure.
    if (failed.length === 0) return status === "failed" ? [`${file}\n${indent(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages = [] }) => `${file}: ${fullName}\n${indent(failureMessages[0])}`,
    );
  });
}

/** What of a reason says why: an output this long is read from its end, and often nothing else of it is kept. */
function indent(reason = "") {
  const lines = reason.split("\n").slice(0, 30);
  return lines.map((line) => `    ${line}`).join("\n");
}

function filesIn(folder) {
  return namesIn(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({
      name: name.replace(/\.json$/, ""),
      content: JSON.parse(readFileSync(join(folder, name), "utf8")),
    }));
}

/** What is in a folder; nothing where there is none. */
export function namesIn(folder, options) {
  try {
    return readdirSync(folder, options).toSorted();
  } catch {
    return [];
  }
}
