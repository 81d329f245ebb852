import { badInput } from "../errors/lease-error.js";

/** The longest that a timer of JavaScript can wait: 24 days. A longer one ends at once. */
const longestMs = 2 ** 31 - 1;

/** A time limit that timers can keep. @throws {LeaseError} `bad-input`. */
export function checkTimeout(
  timeoutMs: number | undefined,
  field = "timeoutMs",
): number | undefined {
  if (timeoutMs === undefined || (timeoutMs > 0 && timeoutMs <= longestMs)) return timeoutMs;
  throw badInput(field, `The time limit has to be above 0 and at most ${longestMs} ms.`);
}
