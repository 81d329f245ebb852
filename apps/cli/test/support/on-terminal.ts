import { stripVTControlCharacters } from "node:util";
import { spawn } from "@lydell/node-pty";
import { onTestFinished } from "vitest";
import { program } from "./run.js";
import type { Environment } from "./sandbox-home.js";

/** The program on a pseudo-terminal, as a person has it. */
export interface OnTerminal {
  /** Everything that was shown, with its colours. */
  output(): string;
  /** Resolves when the text has been shown, as often as that. */
  shows(text: string, times?: number): Promise<void>;
  type(keys: string): void;
  kill(signal: NodeJS.Signals): void;
  /** Resolves to the exit code. */
  readonly ended: Promise<number>;
}

export const ctrlC = "\u0003";
export const ctrlD = "\u0004";
export const ctrlZ = "\u001a";
export const enter = "\r";

export function onTerminal(
  words: readonly string[],
  environment: Environment,
  { columns = 120, script }: { readonly columns?: number; readonly script?: string } = {},
): OnTerminal {
  const command = [process.execPath, program, ...words];
  const [file = "", ...rest] =
    // As a shell starts it, which has the command as “$0” with “$@”.
    script === undefined ? command : ["/bin/sh", "-c", script, ...command];
  const terminal = spawn(file, rest, {
    name: environment["TERM"] ?? "xterm-256color",
    cols: columns,
    rows: 40,
    env: { ...environment },
  });
  let output = "";
  let waiting: (() => void)[] = [];
  const look = () => {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  terminal.onData((data) => {
    output += data;
    look();
  });
  const ended = new Promise<number>((resolve) => {
    terminal.onExit(({ exitCode }) => {
      resolve(exitCode);
      over = true;
      look();
    });
  });
  let over = false;
  onTestFinished(async () => {
    if (!over) terminal.kill("SIGKILL");
    // What still writes would put something back into the folder that is removed next.
    await ended;
  });
  return {
    output: () => output,
    shows: async (text, times = 1) => {
      // Lines are broken where the terminal ends.
      while (stripVTControlCharacters(output).split(text).length <= times) {
        if (over) throw new Error(`it ended without showing “${text}”:\n${output}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    type: (keys) => terminal.write(keys),
    kill: (signal) => terminal.kill(signal),
    ended,
  };
}
