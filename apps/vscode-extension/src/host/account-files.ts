import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "@leaseline/core/node";
import type { AccountTexts } from "../accounts/account-store.js";

const extension = ".json";
/** How soon a window hears of what another one has done. */
const lookEveryMs = 1000;

export interface AccountFiles extends AccountTexts {
  dispose(): void;
}

/**
 * A file for each account in a folder that all windows and profiles share. An editor's own state is not: another
 * window hears of it late or never, and the one that writes last puts its whole list over the other's.
 */
export function accountFiles(folder: string): AccountFiles {
  const listeners: (() => void)[] = [];
  let timer: ReturnType<typeof setInterval> | null = null;
  let seen = "";
  let texts: ReadonlyMap<string, string> | null = null;

  const look = () => {
    const now = looksOf(folder);
    if (now === seen) return;
    seen = now;
    texts = null;
    for (const listener of listeners) listener();
  };

  return {
    read: () => {
      // Read again only where nobody looks for changes.
      const now = (timer && texts) ?? readAll(folder);
      texts = now;
      return now;
    },
    write: (id, text) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      writeWhole(join(folder, nameOf(id)), text);
      look();
    },
    remove: (id) => {
      rmSync(join(folder, nameOf(id)), { force: true });
      look();
    },
    look,
    onChange: (listener) => {
      listeners.push(listener);
      if (timer) return;
      seen = looksOf(folder);
      // What was read before that may have changed since.
      texts = null;
      timer = setInterval(look, lookEveryMs);
      timer.unref();
    },
    dispose: () => {
      if (timer) clearInterval(timer);
    },
  };
}

/** What earlier versions kept in the profile's state becomes a file for each, once, understood or not. */
export async function takeOverAccounts(
  kept: unknown,
  files: AccountTexts,
  forget: () => PromiseLike<void>,
): Promise<void> {
  if (!Array.isArray(kept)) return;
  const there = files.read();
  for (const account of kept as readonly unknown[]) {
    const { id } = Object(account) as { readonly id?: unknown };
    if (typeof id === "string" && id !== "" && !there.has(id))
      files.write(id, JSON.stringify(account));
  }
  await forget();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(extension));
  } catch {
    return [];
  }
}

function readAll(folder: string): ReadonlyMap<string, string> {
  const texts = namesIn(folder).flatMap((name) => {
    const text = readText(join(folder, name));
    return text === null ? [] : [[idOf(name), text] as const];
  });
  return new Map(texts);
}

/** Differs whenever a file has come, gone or been put in the place of another. */
function looksOf(folder: string): string {
  return namesIn(folder)
    .map((name) => {
      const stat = statSync(join(folder, name), { throwIfNoEntry: false });
      return `${name} ${stat?.ino} ${stat?.mtimeMs} ${stat?.size}`;
    })
    .join("\n");
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function nameOf(id: string): string {
  return encodeURIComponent(id) + extension;
}

function idOf(name: string): string {
  try {
    return decodeURIComponent(name.slice(0, -extension.length));
  } catch {
    return name;
  }
}
