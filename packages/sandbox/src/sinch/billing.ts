import type { SinchLease } from "./terms.js";

/** The first charge after `nowMs`: whole intervals from the start, on the same day of the month. */
export function nextChargeAtMs({ startedAtMs, offer }: SinchLease, nowMs: number): number {
  // 0 is "not said", yet the provider sends a date; the sandbox charges monthly then.
  const interval = offer.intervalMonths || 1;
  let months = interval;
  while (addMonths(startedAtMs, months) <= nowMs) months += interval;
  return addMonths(startedAtMs, months);
}

/** The last day of the month where the day does not exist. */
function addMonths(atMs: number, months: number): number {
  const date = new Date(atMs);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}
