import { expect, it } from "vitest";
import { defaultTiming, plannedLooks } from "./timing.js";

const minuteMs = 60_000;

it("proves nothing while a request may be on its way, and then looks as far apart as reads may lag", () => {
  const looks = plannedLooks(defaultTiming, { onItsWayMs: minuteMs, lagMs: 20_000 });
  expect(looks.map(({ afterMs }) => afterMs / 1000)).toEqual([0, 2, 6, 14, 30, 60, 80, 100, 120]);
  expect(looks.filter(({ canProve }) => canProve).map(({ afterMs }) => afterMs)).toEqual([
    60_000, 80_000, 100_000, 120_000,
  ]);
});

it("gives sixteen minutes to what was in the socket of a process that has died", () => {
  const { afterDeathMs } = defaultTiming;
  const looks = plannedLooks(defaultTiming, { onItsWayMs: afterDeathMs, lagMs: minuteMs });
  const [first] = looks.filter(({ canProve }) => canProve);
  expect(first?.afterMs).toBe(16 * minuteMs);
  expect(looks.filter(({ afterMs }) => afterMs < minuteMs)).toHaveLength(5);
});

it("looks at an order for 215 seconds in all", () => {
  expect(defaultTiming.looksAfterMs.at(-1)).toBe(215_000);
});
