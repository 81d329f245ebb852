import { randomUUID } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { codeOf } from "./sqlite/errors.js";

/**
 * Writes a file for its owner alone, all of it or nothing: who reads it meanwhile has the old one whole.
 * @throws what the file system does; the old one is still there then.
 */
export function writeWhole(path: string, text: string): void {
  const next = `${path}.${randomUUID()}.new`;
  try {
    writeFileSync(next, text, { mode: 0o600, flag: "wx" });
    putInPlace(next, path);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

/** Windows lets nobody replace a file while somebody reads it, or replaces it too: that is over in a moment. */
const patienceMs = 1000;
const pauseMs = 5;
const inUse = ["EPERM", "EACCES", "EBUSY"];

function putInPlace(next: string, path: string): void {
  const began = performance.now();
  for (;;) {
    try {
      renameSync(next, path);
      return;
    } catch (error) {
      const isOver = performance.now() - began > patienceMs;
      if (process.platform !== "win32" || isOver || !inUse.includes(codeOf(error))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
