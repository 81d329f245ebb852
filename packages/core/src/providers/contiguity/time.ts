/** A time of Contiguity's in epoch milliseconds; not finite when it is none. Seconds, milliseconds and ISO 8601 all occur. */
export function epochMs(time: number | string): number {
  // 1e11 seconds are in the year 5138, 1e11 milliseconds in 1973.
  return new Date(typeof time === "number" && Math.abs(time) < 1e11 ? time * 1000 : time).getTime();
}
