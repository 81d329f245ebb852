import type { Report } from "./story.js";

/** A program that was to be killed may have come to its end before, but not to a failure. */
export function killedBy(answer: unknown): boolean {
  if (answer !== null && !(typeof answer === "object" && "missed" in answer)) reportOf(answer);
  return answer === null;
}

export function reportOf(answer: unknown): Report {
  // As program.mjs writes it.
  const { report, failed } = (answer ?? {}) as { report?: Report; failed?: string };
  if (!report) throw new Error(failed ?? "the program was killed, and should not have been");
  return report;
}
