import { type Command as CommanderCommand, CommanderError } from "commander";
import type { Answer, Command, Context } from "./command.js";
import { bashCompletion } from "./command-line/bash-completion.js";
import { buildProgram, usageError } from "./command-line/program.js";
import { type ExitCode, exitCodes } from "./exit-codes.js";
import { jsonText } from "./output/as-written.js";
import { textStyleFor } from "./output/text-style.js";
import { keepOpen, notWhole, ranOut, write } from "./process/streams.js";
import { tell } from "./process/tell.js";
import { processTerminal } from "./terminal/terminal.js";

/** Runs one command line, and ends the process with its exit code. */
export async function main(words: readonly string[], version: string): Promise<void> {
  // The entry is a bundle of its own, and what did not fit is known only in the one that wrote it.
  keepOpen(process.stdout, process.stderr);
  const json = words.includes("--json");
  // What the process has to end with if it ends now. From a request that may cost money until its outcome is
  // known nobody can say that nothing was spent.
  let exitCode: ExitCode = exitCodes.failed;
  let wasSent = false;
  const { bad } = textStyleFor(process.stderr, process.env);
  const endWith = async (error: unknown) => process.exit(await tell(error, { json, exitCode }));
  process.on("uncaughtException", (error) => void endWith(error));
  // A part is no answer. What was sent is done all the same.
  const cutOff = (): ExitCode =>
    !wasSent && exitCode === exitCodes.done ? exitCodes.failed : exitCode;
  // Then there is nothing left to be ended in good order, and a reader that has stopped reading keeps nobody waiting.
  let isSaying = false;
  const signal = endingSignal({
    atOnce: () => isSaying,
    end: () => process.exit(isSaying ? cutOff() : exitCode),
  });
  const ends: (() => Promise<void>)[] = [];
  const context: Context = {
    environment: process.env,
    terminal: processTerminal(signal),
    signal,
    sent: () => {
      wasSent = true;
      exitCode = exitCodes.unknown;
    },
    atEnd: (work) => void ends.push(work),
  };
  const program = buildProgram(version, async (load, options) => {
    const command = await load();
    const answer = await command.run(context, options);
    const text = shown(command, answer, json);
    exitCode = answer.exitCode ?? exitCodes.done;
    isSaying = true;
    const isRead = await write(process.stdout, text);
    const remarks = json ? [] : (command.remarks?.(answer.document) ?? []);
    for (const remark of remarks)
      await write(process.stderr, exitCode === exitCodes.done ? remark : bad(remark));
    isSaying = false;
    if (isRead) await answer.stay?.();
  });
  try {
    if (words[0] === "complete") {
      const { default: addCompletion } = await import("@bomb.sh/tab/commander");
      // Its types are told more of, and it is commander's own.
      addCompletion(program as unknown as CommanderCommand);
      exitCode = exitCodes.done;
    }
    if (words.join(" ") === "complete bash") await write(process.stdout, bashCompletion);
    else await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    const thrown = error instanceof CommanderError ? usageError(error, words) : error;
    isSaying = true;
    exitCode = thrown === null ? exitCodes.done : await tell(thrown, { json, exitCode });
  }
  await Promise.allSettled(ends.map((end) => end()));
  if (ranOut(process.stdout)) {
    await write(process.stderr, bad(notWhole));
    exitCode = cutOff();
  }
  // What still runs in the background is taken up by the next “reconcile”.
  process.exit(exitCode);
}

function shown<Document extends object>(
  { text }: Command<never, Document>,
  { document }: Answer<Document>,
  json: boolean,
): string {
  return json ? jsonText(document) : text(document, textStyleFor(process.stdout, process.env));
}

interface Ending {
  readonly atOnce: () => boolean;
  readonly end: () => void;
}

/**
 * Aborted by the first Ctrl+C, or when the program is told to end. The second one ends it on the spot. So does a
 * question whose terminal is gone: nothing is waited for then, and Node would end with 0.
 */
function endingSignal({ atOnce, end }: Ending): AbortSignal {
  const ending = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP", "beforeExit"] as const)
    process.on(name, () => {
      if (ending.signal.aborted || atOnce()) end();
      else ending.abort();
    });
  return ending.signal;
}
