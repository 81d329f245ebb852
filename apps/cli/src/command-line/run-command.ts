import type { Command } from "../context.js";

/** Runs a command, which is loaded when it is called. */
export type RunCommand = <Options>(
  load: () => Promise<Command<Options>>,
  options: Options,
) => Promise<void>;
