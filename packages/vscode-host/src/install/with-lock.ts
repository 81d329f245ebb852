import { open, readFile, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "../error-code.js";

const pollMs = 200;
/** Between making the file and writing the process id into it a lock is empty, but not for this long. */
const emptyPolls = 10;

/** Runs `work` while no other process works under the same lock file. A dead holder's lock is taken over. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Whether a process with this id runs. */
export function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return errorCode(error) === "EPERM";
  }
}

async function acquire(path: string): Promise<void> {
  for (let empty = 0; ;) {
    if (await tryAcquire(path)) return;
    const holder = await readFile(path, "utf8").catch(() => "");
    empty = holder === "" ? empty + 1 : 0;
    const abandoned = holder === "" ? empty > emptyPolls : !isAlive(Number(holder));
    if (abandoned) await rm(path, { force: true });
    else await sleep(pollMs);
  }
}

async function tryAcquire(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(String(process.pid));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}
