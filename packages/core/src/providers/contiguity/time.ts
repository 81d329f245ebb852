/** A time of Contiguity's in epoch milliseconds: seconds and milliseconds both occur. */
export function epochMs(time: number): number {
  // 1e11 seconds are in the year 5138, 1e11 milliseconds in 1973.
  return Math.abs(time) < 1e11 ? time * 1000 : time;
}
