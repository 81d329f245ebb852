import type * as fc from "fast-check";
import type { World } from "./world.js";

/** One thing that can happen, and what is said of it in a counterexample. */
export interface Step {
  readonly name: string;
  readonly isPossible: (world: World) => boolean;
  readonly happen: (world: World) => unknown;
}

export type Weighted = readonly [weight: number, steps: fc.Arbitrary<Step>];

/** What can happen, by its name. */
export type Steps = Readonly<Record<string, Weighted>>;
