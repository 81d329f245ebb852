import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "../error-code.js";

const graceMs = 2000;
const keptCharacters = 20_000;

/** A child and everything it started. */
export type ProcessGroup = {
  readonly child: ChildProcess;
  /** The end of what it printed, for an error message. */
  readonly output: () => string;
  readonly isRunning: () => boolean;
  /** Settles when the child has ended, by itself or not. */
  readonly ended: Promise<number | null>;
  /** Ends the whole group, by force if need be. */
  readonly end: () => Promise<void>;
};

/** Starts a program as the leader of a process group that does not outlive this process. */
export function startGroup(
  program: string,
  words: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly verbose?: boolean },
): ProcessGroup {
  const child = spawn(program, words, {
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  let output = "";
  const collect = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-keptCharacters);
    if (options.verbose) process.stderr.write(chunk);
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);

  const endNow = () => signalGroup(child, "SIGKILL");
  process.once("exit", endNow);
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve(null);
    });
    child.once("exit", resolve);
  });
  return {
    child,
    output: () => output,
    isRunning: () =>
      child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    ended,
    end: async () => {
      signalGroup(child, "SIGTERM");
      await Promise.race([ended, sleep(graceMs)]);
      // The leader can be gone while something it started is not.
      endNow();
      process.off("exit", endNow);
    },
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}
