import { longestTimerMs } from "../clock.js";
import { badInput } from "../errors/lease-error.js";

/** A time limit that timers can keep. @throws {LeaseError} `bad-input`. */
export function checkTimeout(
  timeoutMs: number | undefined,
  field = "timeoutMs",
): number | undefined {
  if (timeoutMs === undefined || (timeoutMs > 0 && timeoutMs <= longestTimerMs)) return timeoutMs;
  throw badInput(field, `The time limit has to be above 0 and at most ${longestTimerMs} ms.`);
}
