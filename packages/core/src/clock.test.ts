import { afterEach, expect, it, vi } from "vitest";
import { systemClock } from "./clock.js";

const day = 24 * 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

it.each([30 * day, 1e12, Number.POSITIVE_INFINITY])(
  "the system's clock waits for %d ms, which no timer can, and ends with its signal",
  async (ms) => {
    vi.useFakeTimers();
    const stop = new AbortController();
    const ended = vi.fn<() => void>();
    const waited = systemClock.sleep(ms, stop.signal).then(ended);
    await vi.advanceTimersByTimeAsync(29 * day);
    expect(ended).not.toHaveBeenCalled();
    stop.abort();
    await waited;
    expect(vi.getTimerCount()).toBe(0);
  },
);

it("the system's clock waits no longer than that either", async () => {
  vi.useFakeTimers();
  const ended = vi.fn<() => void>();
  void systemClock.sleep(30 * day).then(ended);
  await vi.advanceTimersByTimeAsync(30 * day - 1);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledOnce();
});
