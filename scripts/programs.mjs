// Programs that are run for a person who may stop them: whatever they start ends with us, within five seconds.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const windows = process.platform === "win32";
const graceMs = 3500;
/** Also what is killed takes a moment. */
const dyingMs = 500;
const pollMs = 50;
const running = new Set();
let stopping = false;

/**
 * Runs a program to its end.
 *
 * @param options - `cwd` and `env`; `stdio`, inherited by default; `shell` for what is a script on Windows.
 * @returns its exit code, and what it printed where `stdio` is a pipe.
 */
export async function runProgram(program, words, options) {
  // A group of its own is ended whole. Windows has no groups; there it is a tree.
  const child = options.shell
    ? // One text, of our own words only: with a shell, separate words are put together unquoted.
      spawn([program, ...words].join(" "), { stdio: "inherit", ...options })
    : spawn(program, words, { stdio: "inherit", ...options, detached: !windows });
  running.add(child);
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  try {
    const [code, signal] = await once(child, "close");
    // The one who stops us decides how we end.
    if (stopping) await new Promise(() => {});
    return { exitCode: code ?? 128 + constants.signals[signal], output };
  } catch (error) {
    console.error(`Could not run ${program} (${error.message}).`);
    return { exitCode: 1, output };
  } finally {
    if (!stopping) running.delete(child);
  }
}

/** From now on a signal, or the end of the npm that we run under, ends what runs, and then us. */
export function endWithSignals() {
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"]) {
    process.on(signal, () => void stop(128 + constants.signals[signal]));
  }
  if (process.env.npm_lifecycle_event !== undefined) watchNpm();
}

/** npm passes neither SIGHUP on nor what cannot be caught; so we look whether it is there. */
function watchNpm() {
  const parent = process.ppid;
  const above = parentOfShell(parent);
  setInterval(() => {
    const orphaned = process.ppid !== parent || (above !== undefined && !isThere(above));
    if (orphaned) void stop(128 + constants.signals.SIGHUP);
  }, 500).unref();
}

/**
 * npm runs its scripts by a shell, which some shells stay for; undefined when the process is none.
 * Asked before anything else is done: once npm is gone, whoever took its shell over stands in its place, and stays.
 */
function parentOfShell(id) {
  if (windows) return undefined;
  // Where there is no `ps`, only the shell itself is looked at.
  const { stdout } = spawnSync("ps", ["-o", "ppid=,comm=", "-p", String(id)], { encoding: "utf8" });
  const [, parent] = /^\s*(\d+)\s+(?:\S*\/)?-?(?:ba|da|a|z)?sh\s*$/.exec(stdout ?? "") ?? [];
  return parent === undefined ? undefined : Number(parent);
}

function isThere(id) {
  try {
    return process.kill(id, 0) && !hasEnded(id);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** One keeps its id until its parent asks how it ended, which the first process of a container may never do. */
function hasEnded(id) {
  try {
    // The name, in brackets, may hold anything.
    return /^.*\) [ZX] /s.test(readFileSync(`/proc/${id}/stat`, "latin1"));
  } catch {
    return false;
  }
}

async function stop(exitCode) {
  // Ctrl+C may come twice, from the terminal and from npm: whoever ends its own children needs the time for it.
  if (stopping) return;
  stopping = true;
  for (const child of running) signalAll(child, "SIGTERM");
  await gone(graceMs);
  for (const child of running) signalAll(child, "SIGKILL");
  await gone(dyingMs);
  process.exit(exitCode);
}

async function gone(withinMs) {
  const deadline = Date.now() + withinMs;
  while ([...running].some(lives) && Date.now() < deadline) await sleep(pollMs);
}

/** Whether anything of the group is left; on Windows, whether the program itself is. */
function lives(child) {
  if (windows) return child.exitCode === null && child.signalCode === null;
  return signalAll(child, 0);
}

function signalAll({ pid }, signal) {
  if (pid === undefined) return false;
  try {
    if (!windows) return process.kill(-pid, signal);
    // The console has told everything in it of Ctrl+C, and no other signal can be caught there.
    if (signal === "SIGKILL")
      spawn("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * The folder of a command that npx has just put in place, from the path that npx gives to what it runs.
 *
 * @param path - of npx's child.
 */
export function folderOf(command, path, exists = existsSync) {
  return path.split(delimiter).find((folder) => folder !== "" && exists(join(folder, command)));
}
