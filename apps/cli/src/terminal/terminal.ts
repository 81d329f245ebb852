import { addAbortSignal } from "node:stream";
import { isatty } from "node:tty";
import { LeaseError } from "@leaseline/core";
import { usage } from "../command-error.js";
import { asWritten } from "../output/as-written.js";
import { type TextStyle, textStyleFor } from "../output/text-style.js";
import { typedFromNow } from "./typed-from-now.js";

/** Whom a command speaks with. Answers go to stdout; everything here is on stderr. */
export interface Terminal {
  /** Whether somebody is there who can be asked. */
  readonly interactive: boolean;
  /** How text for it is set out. */
  readonly style: TextStyle;
  /** What goes on meanwhile. */
  progress(line: string): void;
  /** Something to be shown before a question. */
  show(text: string): void;
  /**
   * Asks for consent, the only way to it. What was typed before the question counts for nothing.
   * @param typed - what has to be typed to agree; “yes” or “y” where it is left out.
   * @throws {LeaseError} `cancelled` on Ctrl+C, or when the program is told to end; as the others do.
   */
  confirm(question: string, typed?: string): Promise<boolean>;
  ask(question: string): Promise<string>;
  /** What is typed is not shown. */
  askSecret(question: string): Promise<string>;
  /** What is piped in, a line each. @throws {CommandError} `usage` for more than a key can be long, and where it is typed. */
  inputLines(): Promise<readonly string[]>;
}

/** The process's own terminal. What it asks with is loaded with the first question. @param signal - ends a question. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stderr } = process;
  const prompts = () => import("@clack/prompts");
  const answered = <Value>(value: Value): Exclude<Value, symbol> => {
    if (typeof value === "symbol") throw new LeaseError({ kind: "cancelled" });
    // What TypeScript does not narrow by itself in a type that is not known yet.
    return value as Exclude<Value, symbol>;
  };
  return {
    get interactive() {
      return isatty(0) && isatty(2);
    },
    style: textStyleFor(stderr, process.env),
    progress: (line) => void stderr.write(`${asWritten(line)}\n`),
    show: (text) => void stderr.write(`${asWritten(text)}\n`),
    confirm: async (message, typed) => {
      const { text } = await prompts();
      const leftOut = () =>
        void stderr.write(
          "\nWhat is typed before the question is left out. It is asked after a pause.\n",
        );
      const { input, close } = await typedFromNow({ signal, leftOut });
      try {
        const asked = typed === undefined ? `${message} (yes/no)` : message;
        const said = answered(await text({ message: asked, input, output: stderr, signal })).trim();
        // The whole line: of what is pasted, a letter is no answer.
        return typed === undefined ? /^y(es)?$/i.test(said) : said === typed;
      } finally {
        close();
      }
    },
    ask: async (message) => {
      const { text } = await prompts();
      return answered(await text({ message, output: stderr, signal }));
    },
    askSecret: async (message) => {
      const { password } = await prompts();
      return answered(await password({ message, output: stderr, signal }));
    },
    inputLines: async () => {
      if (isatty(0))
        throw usage(
          "What you type here would be shown, because stderr is not a terminal. Nothing was read.",
        );
      const stdin = addAbortSignal(signal, process.stdin.setEncoding("utf8"));
      let input = "";
      try {
        for await (const chunk of stdin) {
          input += chunk;
          if (input.length > 10_000) throw usage("The input is longer than any key.");
        }
      } catch (error) {
        if (signal.aborted) throw new LeaseError({ kind: "cancelled" });
        throw error;
      }
      return input.split(/\r?\n/).filter((line) => line.trim() !== "");
    },
  };
}
