import { mkdir, open, readFile, rm } from "node:fs/promises";
import { errorCode } from "../error-code.js";
import { isAlive } from "../install/with-lock.js";

/** A folder that is ours until `release`. */
export type ClaimedFolder = { readonly folder: string; readonly release: () => Promise<void> };

const most = 100;

/** The first of `folder`, `folder-2` and so on that no other process has claimed; that of a dead one is free. */
export async function claimFolder(folder: string): Promise<ClaimedFolder> {
  for (let count = 1; count <= most; count += 1) {
    const candidate = count === 1 ? folder : `${folder}-${count}`;
    const lock = `${candidate}.in-use`;
    await mkdir(candidate, { recursive: true });
    if (await claim(lock)) return { folder: candidate, release: () => rm(lock, { force: true }) };
  }
  throw new Error(`${folder} and ${most - 1} more like it are in use.`);
}

async function claim(lock: string): Promise<boolean> {
  const holder = await readFile(lock, "utf8").catch(() => undefined);
  if (holder !== undefined) {
    if (isAlive(Number(holder))) return false;
    await rm(lock, { force: true });
  }
  try {
    const file = await open(lock, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}
