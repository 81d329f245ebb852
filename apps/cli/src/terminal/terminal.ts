import { addAbortSignal } from "node:stream";
import { isatty } from "node:tty";
import { LeaseError } from "@leaseline/core";
import { usage } from "../command-error.js";
import { asWritten } from "../output/as-written.js";
import { type TextStyle, textStyleFor } from "../output/text-style.js";
import { type Typed, typed as typedAtOnce, typedFromNow } from "./typed-from-now.js";

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

/** What a question is asked with. */
interface Asking {
  readonly input: Typed["input"];
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** The process's own terminal. What it asks with is loaded with the first question. @param signal - ends a question. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stderr } = process;
  const prompts = () => import("@clack/prompts");
  /** Whoever has left a question with Ctrl+Z is asked it again. */
  const answer = async (
    open: () => Typed | Promise<Typed>,
    ask: (on: Asking) => Promise<string | symbol>,
  ): Promise<string> => {
    for (;;) {
      const { input, left, close } = await open();
      try {
        const said = await ask({ input, output: stderr, signal: AbortSignal.any([signal, left]) });
        if (typeof said !== "symbol") return said;
        if (signal.aborted || !left.aborted) throw new LeaseError({ kind: "cancelled" });
      } finally {
        close();
      }
    }
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
      const asked = typed === undefined ? `${message} (yes/no)` : message;
      const said = await answer(
        () => typedFromNow({ signal, leftOut }),
        (on) => text({ message: asked, ...on }),
      );
      // The whole line has to match: a letter within pasted text is no answer.
      return typed === undefined ? /^y(es)?$/i.test(said.trim()) : said.trim() === typed;
    },
    ask: async (message) => {
      const { text } = await prompts();
      return answer(typedAtOnce, (on) => text({ message, ...on }));
    },
    askSecret: async (message) => {
      const { password } = await prompts();
      return answer(typedAtOnce, (on) => password({ message, ...on }));
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
