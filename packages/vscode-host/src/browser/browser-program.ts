import type { Variables } from "../environment/variables.js";

/** A Chromium that can be launched. */
export type BrowserProgram = {
  /** For people: which one it is. */
  readonly name: string;
  readonly executablePath: string;
  /** Added to its environment: libraries and fonts that the machine lacks. */
  readonly environment: Variables;
};
