// Tasks of the packages, by turbo. It ends with 0 also when a signal has stopped it halfway: whether everything was
// run is read from the summary that it writes.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "./results.mjs";
import { root, run } from "./workspace.mjs";

/**
 * Runs tasks in every package that has them.
 *
 * @param words - the tasks' names, and turbo's flags.
 * @returns an exit code that is 0 only when all of it was run, and has ended well.
 */
export async function runTasks(words, { folder = root, execute = run } = {}) {
  const names = words.filter((word) => !word.startsWith("-")).join(" ");
  const ours = () => summariesOf(folder, names);
  for (const { file } of ours()) rmSync(file, { force: true });
  const exitCode = await execute(["turbo", "run", ...words, "--summarize"]);
  if (exitCode !== 0) return exitCode;
  const written = ours();
  if (written.length > 0 && written.every(({ execution }) => isWhole(execution))) return 0;
  console.error(`✗ Stopped halfway: not all of ${names} was run.`);
  return 1;
}

function isWhole({ attempted, success, cached }) {
  return success + cached === attempted;
}

/** What turbo has written about runs of the same tasks; somebody may run others beside us. */
function summariesOf(folder, names) {
  const runs = join(folder, ".turbo", "runs");
  return namesIn(runs).flatMap((name) => {
    const file = join(runs, name);
    const execution = executionIn(file);
    if (!execution) return [];
    // Some flags follow the names there.
    const [tasks] = execution.command.split(" -");
    return tasks === `turbo run ${names}` ? [{ file, execution }] : [];
  });
}

/** Undefined while somebody writes it, and once it is gone: ours is whole as soon as turbo has ended. */
function executionIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).execution;
  } catch {
    return undefined;
  }
}
