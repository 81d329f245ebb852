import { expect, it, vi } from "vitest";
import { pauses, systemClock } from "./clock.js";

const longestMs = 2 ** 31 - 1;
const day = 24 * 3_600_000;

/**
 * What is done meanwhile, with timers that only this has: in those of the process others wait as well, which go on
 * with what they do when a month is over.
 */
function withOwnTimers(work: () => void) {
  const made: { readonly ended: () => void; readonly ms: number }[] = [];
  const set = vi
    .spyOn(globalThis, "setTimeout")
    .mockImplementation(((ended: () => void, ms: number) => made.push({ ended, ms })) as never);
  try {
    work();
  } finally {
    set.mockRestore();
  }
  return made;
}

/** How long it waits in all: each timer in its turn, until there is none more. */
async function waits(ms: number, mostTimers = Number.POSITIVE_INFINITY) {
  const timers: number[] = [];
  let slept = Promise.resolve();
  let [timer] = withOwnTimers(() => {
    slept = systemClock.sleep(ms);
  });
  while (timer && timers.length < mostTimers) {
    const { ended } = timer;
    timers.push(timer.ms);
    [timer] = withOwnTimers(ended);
  }
  if (!timer) await slept;
  return timers;
}

it.each([0, 1, longestMs, longestMs + 1, 30 * day, 7 * longestMs])(
  "the system's clock waits for %d ms, however few of them a timer can",
  async (ms) => {
    const timers = await waits(ms);
    expect(Math.max(...timers)).toBeLessThanOrEqual(longestMs);
    expect(timers.reduce((sum, one) => sum + one, 0)).toBe(ms);
  },
);

it.each([1e15, Number.POSITIVE_INFINITY])("it does not come to the end of %d ms", async (ms) => {
  expect(await waits(ms, 1000)).toEqual(Array.from({ length: 1000 }, () => longestMs));
});

it.each([10, 30 * day, Number.POSITIVE_INFINITY])(
  "it ends its wait of %d ms with the signal, and leaves no timer",
  async (ms) => {
    const stop = new AbortController();
    const clear = vi.spyOn(globalThis, "clearTimeout");
    const set = vi.spyOn(globalThis, "setTimeout");
    const slept = systemClock.sleep(ms, stop.signal);
    const [made] = set.mock.results;
    stop.abort();
    await slept;
    expect(clear).toHaveBeenCalledWith(made?.value);
    set.mockRestore();
    clear.mockRestore();
    await systemClock.sleep(ms, stop.signal);
  },
);

it("pauses twice as long each time, up to the longest", async () => {
  const slept: number[] = [];
  const pause = pauses({ monotonicMs: () => 0, sleep: async (ms) => void slept.push(ms) }, 25, 90);
  for (let times = 0; times < 4; times += 1) await pause();
  expect(slept).toEqual([25, 50, 90, 90]);
});
