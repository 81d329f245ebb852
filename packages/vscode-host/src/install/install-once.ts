import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "../error-code.js";
import { exists } from "../find-file.js";
import { HostError } from "../host-error.js";
import { isAlive, takeLock } from "../lock-file.js";

/**
 * Makes sure that `folder` exists and is whole. `build` fills a folder beside it, which is renamed when it
 * is done: a folder under its final name is never half full, also when a process dies or two run at once.
 */
export async function installOnce(
  folder: string,
  build: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (await exists(folder)) return;
  try {
    await mkdir(dirname(folder), { recursive: true });
    const lock = `${folder}.lock`;
    while (!(await takeLock(lock))) await sleep(pollMs);
    try {
      await buildIn(folder, build);
    } finally {
      await rm(lock, { force: true });
    }
  } catch (error) {
    throw translate(error, folder);
  }
}

const temporary = ".unfinished-";
const pollMs = 200;

async function buildIn(
  folder: string,
  build: (unfinished: string) => Promise<void>,
): Promise<void> {
  if (await exists(folder)) return;
  await removeLeftovers(folder);
  const unfinished = `${folder}${temporary}${process.pid}`;
  try {
    await mkdir(unfinished);
    await build(unfinished);
    await moveInto(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function moveInto(unfinished: string, folder: string): Promise<void> {
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Somebody else was first; theirs is as good as ours.
    if (!(await exists(folder))) throw error;
  }
}

/** A process that was killed cannot clean up after itself. */
async function removeLeftovers(folder: string): Promise<void> {
  const prefix = `${basename(folder)}${temporary}`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function translate(error: unknown, folder: string): unknown {
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
      return new HostError(
        "disk-full",
        `The disk is full: ${dirname(folder)} needs about 1.2 GB while installing. Free some space, or set LEASELINE_CACHE to a folder on another disk, and run again.`,
        { cause: error },
      );
    case "EACCES":
    case "EROFS":
    case "EPERM":
      return new HostError(
        "install-failed",
        `${dirname(folder)} cannot be written. Make it writable, or set LEASELINE_CACHE to a folder that is, and run again.`,
        { cause: error },
      );
    default:
      return error;
  }
}
