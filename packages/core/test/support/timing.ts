import type { Timing } from "../../src/operations/timing.js";

/** Two looks agree soon; a request that is late has two seconds. */
export const soon: Timing = {
  onItsWayMs: 50,
  afterDeathMs: 50,
  lagMs: 30,
  looksAfterMs: [0, 20],
  provingLooks: 80,
};

/** Nothing is asked in the background while a test runs. */
export const later: Timing = {
  onItsWayMs: 3_600_000,
  afterDeathMs: 3_600_000,
  looksAfterMs: [3_600_000],
  provingLooks: 1,
};
