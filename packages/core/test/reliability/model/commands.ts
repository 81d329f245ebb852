import * as fc from "fast-check";
import { checkStep } from "./check-step.js";
import { atRest } from "./clock.js";
import type { World } from "./world.js";
import { answers, requests } from "./provider-commands.js";
import { person } from "./person-commands.js";
import type { Step } from "./step.js";
import { edges } from "./edge-commands.js";
import { surroundings } from "./surroundings-commands.js";

export type Command = fc.AsyncCommand<World, World>;

const all = { ...person, ...requests, ...answers, ...surroundings, ...edges };
export type StepName = keyof typeof all;

export interface Directed {
  readonly longest: number;
  /** What is to happen more often than it does by itself. */
  readonly often?: readonly StepName[] | undefined;
  readonly replayPath?: string | undefined;
}

/** Sequences of everything that can happen; after each step all invariants are checked. */
export function commands({ longest, often = [], replayPath }: Directed) {
  const weighted = Object.entries(all).map(([name, [weight, steps]]) => ({
    weight: often.some((one) => one === name) ? weight + 25 : weight,
    arbitrary: steps.map(toCommand),
  }));
  return fc.commands([fc.oneof(...weighted)], {
    maxCommands: longest,
    size: "max",
    ...(replayPath && { replayPath }),
  });
}

function toCommand({ name, isPossible, happen }: Step): Command {
  return {
    check: isPossible,
    run: async (world) => {
      world.steps += 1;
      await happen(world);
      await atRest();
      await checkStep(world);
    },
    toString: () => name,
  };
}
