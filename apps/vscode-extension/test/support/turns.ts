import { onTestFinished } from "vitest";

/** @returns how many turns of the event loop there have been since. */
export function turns(): () => number {
  let count = 0;
  let next: NodeJS.Immediate;
  const go = () => {
    count += 1;
    next = setImmediate(go);
  };
  next = setImmediate(go);
  onTestFinished(() => clearImmediate(next));
  return () => count;
}
