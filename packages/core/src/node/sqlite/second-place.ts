import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { writeWhole } from "../write-whole.js";
import { codeOf } from "./errors.js";
import { bytesOf } from "./salvage.js";

// Beside the ledger's file, what has to be known of one that is lost, restored, or lost its log: no byte of it says that.
// Written after each transaction, which stands whether or not this succeeds.

const width = 16;

/** The position that the ledger was last seen at: one that is behind it went back in time. Never ahead, as it is written later. 0 when there is none. @throws what the file system does: one that cannot be read may say that something was lost. */
export function seenAt(path: string): number {
  try {
    return Number.parseInt(readFileSync(positionFile(path), "latin1"), 10) || 0;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

export function noteSeen(path: string, position: number): void {
  try {
    if (position <= seenAt(path)) return;
    // Not cut off first: a reader finds the old figure or the new one, which are equally long.
    const file = openSync(positionFile(path), "a+", 0o600);
    closeSync(file);
    const inPlace = openSync(positionFile(path), "r+");
    try {
      writeSync(inPlace, `${position}`.padStart(width, "0"), 0);
    } finally {
      closeSync(inPlace);
    }
  } catch {
    // A disk that is full tells so where it matters.
  }
}

/** @param caps - their column. */
export function keepCaps(path: string, caps: string): void {
  const file = capsFile(path);
  if ((bytesOf(file) || none) === caps) return;
  try {
    writeWhole(file, caps);
  } catch {
    // A disk that is full tells so where it matters.
  }
}

const none = "[]";

function positionFile(path: string): string {
  return `${path}.position`;
}

export function capsFile(path: string): string {
  return `${path}.caps`;
}
