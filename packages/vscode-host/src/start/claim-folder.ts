import { mkdir, rm } from "node:fs/promises";
import { takeLock } from "../lock-file.js";

/** A folder that is ours until `release`. */
export type ClaimedFolder = { readonly folder: string; readonly release: () => Promise<void> };

const most = 100;

/** The first of `folder`, `folder-2` and so on that no other process has claimed; that of a dead one is free. */
export async function claimFolder(folder: string): Promise<ClaimedFolder> {
  for (let count = 1; count <= most; count += 1) {
    const candidate = count === 1 ? folder : `${folder}-${count}`;
    const lock = `${candidate}.in-use`;
    await mkdir(candidate, { recursive: true });
    if (await takeLock(lock))
      return { folder: candidate, release: () => rm(lock, { force: true }) };
  }
  throw new Error(`${folder} and ${most - 1} more like it are in use.`);
}
