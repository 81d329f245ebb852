import { setTimeout as sleep } from "node:timers/promises";
import { HostError } from "../host-error.js";

/** Tries until it works or the time is up. The last failure is the cause of the error. */
export async function waitUntil<T>(
  what: () => string,
  attempt: () => Promise<T | undefined>,
  timeoutMs: number,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  do {
    try {
      const result = await attempt();
      if (result !== undefined) return result;
    } catch (error) {
      cause = error;
    }
    await sleep(50);
  } while (Date.now() < deadline);
  throw new HostError("timed-out", `${what()} within ${timeoutMs / 1000} s.`, { cause });
}
