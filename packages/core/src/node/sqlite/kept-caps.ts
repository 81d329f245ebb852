import { renameSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { bytesOf } from "./salvage.js";

// The caps of the ledger in a second place: of a file that is lost, or lost its log, no byte says what they were.

/** Written down after they are in the ledger, which holds them whether or not this succeeds. @param caps - their column. */
export function keepCaps(path: string, caps: string): void {
  const file = capsFile(path);
  if ((bytesOf(file) || none) === caps) return;
  const next = `${file}.${randomUUID()}`;
  try {
    writeFileSync(next, caps, { mode: 0o600, flag: "wx" });
    renameSync(next, file);
  } catch {
    // A disk that is full tells so where it matters.
    rmSync(next, { force: true });
  }
}

const none = "[]";

export function capsFile(path: string): string {
  return `${path}.caps`;
}
