import type { Command } from "../context.js";

/** Runs a command, which is loaded when it is called. */
export type Perform = <Options>(
  load: () => Promise<Command<Options>>,
  options: Options,
) => Promise<void>;
