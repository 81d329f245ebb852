import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { onTestFinished, vi } from "vitest";

/** As if the machine had been awake for so much longer, until the test is over. */
export function runFor(seconds: number): void {
  const { hrtime } = process;
  process.hrtime = Object.assign((since?: [number, number]) => hrtime(since), {
    bigint: () => hrtime.bigint() + BigInt(seconds) * 1_000_000_000n,
  });
  onTestFinished(() => void (process.hrtime = hrtime));
}

/** As if it had slept for so long: the time of day and its uptime go on. */
export function sleepFor(seconds: number): void {
  const { uptime } = os;
  const put = (now: typeof uptime) => {
    os.uptime = now;
    syncBuiltinESMExports();
  };
  put(() => uptime() + seconds);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
  onTestFinished(() => {
    vi.useRealTimers();
    put(uptime);
  });
}
