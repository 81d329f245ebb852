import type { Command } from "../command.js";

/** Runs a command, which is loaded when it is called. */
export type RunCommand = <Options, Document extends object>(
  load: () => Promise<Command<Options, Document>>,
  options: Options,
) => Promise<void>;
