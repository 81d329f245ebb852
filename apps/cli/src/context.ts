import type { ExitCode } from "./exit-codes.js";
import type { TextStyle } from "./output/text-style.js";
import type { Terminal } from "./terminal/terminal.js";

/** What a command works with. */
export interface Context {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  /** Aborted by Ctrl+C, or when the program is told to end. */
  readonly signal: AbortSignal;
  /** Has something done before the program ends, whatever comes of the command. */
  atEnd(work: () => Promise<void>): void;
}

/** What a command has to say, in both of its forms. */
export interface Answer {
  /** For `--json`. */
  readonly document: Readonly<Record<string, unknown>>;
  /** For a person. */
  readonly text: (style: TextStyle) => string;
  /** Done when left out. */
  readonly exitCode?: ExitCode | undefined;
}

/** Null when all has been said. */
export type Command<Options> = (context: Context, options: Options) => Promise<Answer | null>;
