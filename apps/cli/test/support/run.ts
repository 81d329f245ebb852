import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import type { Environment } from "./sandbox-home.js";
import { heldToSchema } from "./schema.js";

export const program = join(import.meta.dirname, "../../dist/leaseline.cjs");

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What `--json` wrote: one document, as its schema has it, and nothing else. */
  readonly document: () => Record<string, unknown>;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the text has come on stderr. */
  says(text: string): Promise<void>;
}

/** In which folder, when it matters. */
export type Place = Pick<SpawnOptions, "cwd">;

/** For NODE_OPTIONS: has a fixture loaded before the program. */
export const loadedBefore = (fixture: string) =>
  `--require=${JSON.stringify(join(import.meta.dirname, "../fixture", fixture))}`;

/** A stdin that stays open, and says nothing. */
export const keptOpen = Symbol("kept open");

/** Starts the program as a script does: without a terminal, and with this environment alone. */
export function start(
  words: readonly string[],
  environment: Environment,
  input: string | typeof keptOpen | null = null,
  place: Place = {},
): Running {
  const child = spawn(process.execPath, [program, ...words], {
    ...place,
    env: { ...environment },
    stdio: [input === null ? "ignore" : "pipe", "pipe", "pipe"],
  });
  if (typeof input === "string") child.stdin?.end(input);
  const stdout = collected(child.stdout);
  const stderr = collected(child.stderr);
  const ended = once(child, "close").then(([exitCode]) => ({
    exitCode,
    stdout: stdout.text(),
    stderr: stderr.text(),
    document: () => heldToSchema(words, JSON.parse(stdout.text())),
  }));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    // What still writes would put something back into the folder that is removed next.
    await ended;
  });
  return {
    child,
    ended,
    says: async (text) => {
      while (!stderr.text().includes(text)) {
        if (stderr.over()) throw new Error(`it ended without saying “${text}”: ${stderr.text()}`);
        await stderr.more();
      }
    },
  };
}

/** Stops it where it is: waiting for an answer it would give up in time, while others look at it for longer than that. */
export function freeze({ child }: Pick<Running, "child">): void {
  // Windows cannot.
  if (process.platform !== "win32") child.kill("SIGSTOP");
}

/** Runs it to its end. */
export async function run(
  words: readonly string[],
  environment: Environment,
  input: string | null = null,
  place: Place = {},
): Promise<Ended> {
  return start(words, environment, input, place).ended;
}

function collected(stream: Readable | null) {
  if (!stream) throw new Error("the program has no output");
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk) => (text += chunk));
  return {
    text: () => text,
    over: () => stream.readableEnded || stream.destroyed,
    more: () => Promise.race([once(stream, "data"), once(stream, "close")]),
  };
}
