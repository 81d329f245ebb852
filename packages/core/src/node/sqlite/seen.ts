import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { codeOf } from "./errors.js";

// The position that the ledger was last seen at, in a second place. One that is behind it went back in time: it was
// restored, or lost its log. It is written after each transaction and not waited for, so it is never ahead.

const width = 16;

/** 0 when there is none. @throws what the file system does: one that cannot be read may say that something was lost. */
export function seenAt(path: string): number {
  try {
    return Number.parseInt(readFileSync(fileOf(path), "latin1"), 10) || 0;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

/** What has been written down stands, whether or not this succeeds. */
export function noteSeen(path: string, position: number): void {
  try {
    if (position <= seenAt(path)) return;
    // Not cut off first: a reader finds the old figure or the new one, which are equally long.
    const file = openSync(fileOf(path), "a+", 0o600);
    closeSync(file);
    const inPlace = openSync(fileOf(path), "r+");
    try {
      writeSync(inPlace, `${position}`.padStart(width, "0"), 0);
    } finally {
      closeSync(inPlace);
    }
  } catch {
    // A disk that is full tells so where it matters.
  }
}

function fileOf(path: string): string {
  return `${path}.position`;
}
