import * as fc from "fast-check";
import { checkStep } from "./check-step.js";
import { atRest } from "./clock.js";
import type { World } from "./world.js";
import { answers, requests } from "./provider-commands.js";
import { person } from "./person-commands.js";
import type { Step, Weighted } from "./step.js";
import { surroundings } from "./surroundings-commands.js";

export type Command = fc.AsyncCommand<World, World>;

/** Sequences of everything that can happen; after each step all invariants are checked. */
export function commands(maxCommands: number, replayPath?: string) {
  const all: readonly Weighted[] = [...person, ...requests, ...answers, ...surroundings];
  const weighted = all.map(([weight, steps]) => ({ weight, arbitrary: steps.map(toCommand) }));
  return fc.commands([fc.oneof(...weighted)], {
    maxCommands,
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
