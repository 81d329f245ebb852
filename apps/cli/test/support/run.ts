import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { Environment } from "./sandbox-home.js";

export const program = join(import.meta.dirname, "../../dist/leaseline.cjs");

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What `--json` wrote: one document, and nothing else. */
  readonly document: () => Record<string, unknown>;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the program as a script does: without a terminal, and with this environment alone. */
export function start(
  words: readonly string[],
  environment: Environment,
  input: string | null = null,
): Running {
  const child = spawn(process.execPath, [program, ...words], {
    env: { ...environment },
    stdio: [input === null ? "ignore" : "pipe", "pipe", "pipe"],
  });
  if (input !== null) child.stdin?.end(input);
  const end = ended(child);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    // What still writes would put something back into the folder that is removed next.
    await end;
  });
  return { child, ended: end };
}

/** Runs it to its end. */
export async function run(
  words: readonly string[],
  environment: Environment,
  input: string | null = null,
): Promise<Ended> {
  return start(words, environment, input).ended;
}

async function ended(child: ChildProcess): Promise<Ended> {
  const { stdout: out, stderr: errors } = child;
  if (!out || !errors) throw new Error("the program has no output");
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(out),
    text(errors),
    once(child, "close"),
  ]);
  return { exitCode, stdout, stderr, document: () => JSON.parse(stdout) };
}
