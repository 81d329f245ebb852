import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { onTestFinished } from "vitest";

/** As if the machine had been on for so much longer, until the test is over. */
export function runFor(seconds: number): void {
  const { uptime } = os;
  const put = (now: typeof uptime) => {
    os.uptime = now;
    syncBuiltinESMExports();
  };
  put(() => uptime() + seconds);
  onTestFinished(() => put(uptime));
}
