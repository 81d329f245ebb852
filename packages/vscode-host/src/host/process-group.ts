import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "../error-code.js";

const keeper = join(import.meta.dirname, "..", "..", "bin", "keeper.mjs");
const graceMs = 2000;
const keptCharacters = 20_000;

/** A program and everything it started. */
export type ProcessGroup = {
  /** The end of what it printed, for an error message. */
  readonly output: () => string;
  readonly isRunning: () => boolean;
  /** Settles when the program has ended, by itself or not. */
  readonly ended: Promise<number | null>;
  /** Ends the whole group, by force if need be. */
  readonly end: () => Promise<void>;
};

/** Starts a program in a process group that does not outlive this process, in whatever way this one ends. */
export function startGroup(
  program: string,
  words: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly verbose?: boolean },
): ProcessGroup {
  const child = spawn(process.execPath, [keeper, program, ...words], {
    env: options.env,
    stdio: ["pipe", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-keptCharacters);
    if (options.verbose) process.stderr.write(chunk);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(null);
    });
    child.once("exit", resolve);
  });
  return {
    output: () => output,
    isRunning: () =>
      child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    ended,
    end: async () => {
      // Where there are no groups, the keeper is told by its pipe.
      if (process.platform === "win32") child.stdin.destroy();
      signalGroup(child, "SIGTERM");
      await Promise.race([ended, sleep(graceMs)]);
      // The program can be gone while something it started is not.
      signalGroup(child, "SIGKILL");
    },
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || process.platform === "win32") return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}
