import type { Environment } from "@leaseline/core/node";
import type { ExitCode } from "./exit-codes.js";
import type { TextStyle } from "./output/text-style.js";
import type { Terminal } from "./terminal/terminal.js";

/** What a command works with. */
export interface Context {
  readonly environment: Environment;
  readonly terminal: Terminal;
  /** Aborted by Ctrl+C, or when the program is told to end. */
  readonly signal: AbortSignal;
  /** Called when a request that spends or gives up is on its way: until its outcome is known, the program ends with 3. */
  readonly sent: () => void;
  /** Has something done before the program ends, whatever comes of the command. */
  readonly atEnd: (work: () => Promise<void>) => void;
}

/** What came of a command, once. What `--json` writes and what a person reads are both made from the document. */
export interface Answer<Document> {
  readonly document: Document;
  /** Done when left out. */
  readonly exitCode?: ExitCode | undefined;
  /** What goes on when it has been said, as long as somebody was there to read it. */
  readonly stay?: (() => Promise<void>) | undefined;
}

/** Every command: what it does, and how what came of it reads. */
export interface Command<Options, Document> {
  readonly run: (context: Context, options: Options) => Promise<Answer<Document>>;
  /** For stdout. */
  readonly text: (document: Document, style: TextStyle) => string;
  /** What a person has to know beside it, a line each, for stderr. */
  readonly remarks?: (document: Document) => readonly string[];
}

/** Runs a command, which is loaded when it is called. */
export type RunCommand = <Options, Document extends object>(
  load: () => Promise<Command<Options, Document>>,
  options: Options,
) => Promise<void>;
