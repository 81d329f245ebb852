import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { errorCode } from "./error-code.js";

/**
 * Makes the lock file `path` with the id of this process; whoever is done removes it. That of a process that is gone
 * is taken over.
 * @returns whether it is ours: false when another one holds it, or takes it over just now.
 */
export async function takeLock(path: string): Promise<boolean> {
  if (await make(path)) return true;
  if (!(await isAbandoned(path))) return false;
  // Whoever removed it without this one might remove what somebody else has made in its place.
  const removing = `${path}.removing`;
  if (!(await takeLock(removing))) return false;
  try {
    if (await isAbandoned(path)) await rm(path, { force: true });
    return await make(path);
  } finally {
    await rm(removing, { force: true });
  }
}

/** Whether a process with this id runs. */
export function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return !hasEnded(processId);
  } catch (error) {
    // EPERM: it runs, as another user.
    return errorCode(error) === "EPERM";
  }
}

/** One keeps its id until its parent asks how it ended, which the first process of a container may never do. */
function hasEnded(processId: number): boolean {
  try {
    // The name, in brackets, may hold anything.
    return /^.*\) [ZX] /s.test(readFileSync(`/proc/${processId}/stat`, "latin1"));
  } catch {
    return false;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    return !isAlive(Number(await readFile(path, "utf8")));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

/** Under its name it is never empty: that would be the lock of a process that is gone. */
async function make(path: string): Promise<boolean> {
  const written = `${path}.${randomUUID()}`;
  await writeFile(written, String(process.pid));
  try {
    await link(written, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}
