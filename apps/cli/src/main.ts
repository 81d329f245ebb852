import { type Command, CommanderError } from "commander";
import type { Answer, Context } from "./context.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { textStyleFor } from "./output/text-style.js";
import { buildProgram } from "./command-line/program.js";
import { processTerminal } from "./terminal/terminal.js";

/** Runs one command line, and ends the process with its exit code. */
export async function main(words: readonly string[], version: string): Promise<void> {
  const json = words.includes("--json");
  // From there on nobody can say that nothing was spent, unless it is known.
  const spends = words[0] === "lease" || words[0] === "release";
  const ends: (() => Promise<void>)[] = [];
  const context: Context = {
    environment: process.env,
    terminal: processTerminal(),
    signal: endingSignal(spends ? exitCodes.unknown : exitCodes.failed),
    atEnd: (work) => void ends.push(work),
  };
  let exitCode: ExitCode = exitCodes.done;
  const program = buildProgram(version, async (load, options) => {
    const command = await load();
    const answer = await command(context, options);
    if (!answer) return;
    exitCode = answer.exitCode ?? exitCodes.done;
    await write(process.stdout, shown(answer, json));
  });
  try {
    if (words[0] === "complete") {
      const { default: addCompletion } = await import("@bomb.sh/tab/commander");
      // Its types are told more of, and it is commander's own.
      addCompletion(program as unknown as Command);
    }
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    exitCode = await tell(error, { json, spends, words });
  }
  await Promise.allSettled(ends.map((end) => end()));
  // What still runs in the background is taken up by the next “reconcile”.
  process.exit(exitCode);
}

function shown({ document, text }: Answer, json: boolean): string {
  return json ? JSON.stringify(document, null, 2) : text(textStyleFor(process.stdout, process.env));
}

async function tell(
  error: unknown,
  {
    json,
    spends,
    words,
  }: { readonly json: boolean; readonly spends: boolean; readonly words: readonly string[] },
): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    // Help that was asked for has been shown.
    if (error.exitCode === 0) return exitCodes.done;
    const helpShown = error.code === "commander.help";
    if (helpShown && !json) return exitCodes.usage;
    const message = helpShown ? "A command is missing." : usageMessage(error.message, words);
    return say({ kind: "usage", message, spent: "nothing" }, exitCodes.usage, json);
  }
  const { toldFailure } = await import("./output/failures.js");
  const told = toldFailure(error);
  if (told) return say(told.record, told.exitCode, json);
  const { redact } = await import("@leaseline/core");
  const reason = redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const message = `Leaseline has a fault of its own: ${reason}`;
  return spends
    ? say({ kind: "defect", message, spent: "unknown" }, exitCodes.unknown, json)
    : say({ kind: "defect", message, spent: "nothing" }, exitCodes.failed, json);
}

/** What is wrong with the words. A key that was typed among them, where none belongs, is not said again. */
function usageMessage(message: string, words: readonly string[]): string {
  const typed = words[0] === "accounts" ? words.filter((word) => /^[^-].{11,}$/.test(word)) : [];
  return typed.reduce(
    (said, word) => said.replaceAll(word, "•••"),
    message.replace(/^error: /, ""),
  );
}

async function say(
  error: { readonly kind: string; readonly message: string; readonly spent: string },
  exitCode: ExitCode,
  json: boolean,
): Promise<ExitCode> {
  if (json) await write(process.stdout, JSON.stringify({ error }, null, 2));
  else await write(process.stderr, textStyleFor(process.stderr, process.env).bad(error.message));
  return exitCode;
}

/** Resolves when it has been handed on: the process may end then. */
async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    // Whoever reads it may have gone, as “head” does.
    stream.once("error", () => resolve());
    stream.write(`${text}\n`, () => resolve());
  });
}

/** Aborted by the first Ctrl+C. The second one ends the process on the spot, with `exitCode`. */
function endingSignal(exitCode: ExitCode): AbortSignal {
  const ending = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (ending.signal.aborted) process.exit(exitCode);
      ending.abort();
    });
  }
  return ending.signal;
}
