import * as fc from "fast-check";
import { checkEnd } from "./check-end.js";
import type { Command } from "./commands.js";
import { type WorldOptions, createWorld } from "./create-world.js";
import type { Setup } from "./setup.js";
import { monthlyCap } from "./window.js";
import type { World } from "./world.js";

/** Lets it all happen to a new world, and sees to it that it ends well. @throws {InvariantBroken} */
export async function run(
  setup: Setup,
  commands: Iterable<Command>,
  options?: WorldOptions,
): Promise<World> {
  const world = createWorld(setup, options);
  try {
    if (setup.capped === "in the ledger") await world.observer.setCaps(monthlyCap);
    world.open(0);
    world.open(1);
    await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
    await checkEnd(world);
    return world;
  } finally {
    await world.close();
  }
}
