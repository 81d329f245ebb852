import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { addressOf } from "./address.js";
import type { Settings } from "./options.js";

// How this machine has seen the ledger last, outside the database. A ledger that is behind it went back in time. It is
// written after each transaction and not waited for, so it is never ahead.

const seenSchema = z.object({
  /** Which ledger: one that was made anew in the place of another has lost everything. */
  ledger: z.string(),
  position: z.number(),
  /** PostgreSQL's number of the transaction that is there. */
  transaction: z.string(),
  /** Of the server, as in `Greeted`; files of earlier versions say nothing of it. */
  system: z.optional(z.string()),
  timeline: z.optional(z.string()),
});
export type Seen = z.infer<typeof seenSchema>;

/** The same of this session alone: a folder that cannot be written in keeps nothing. */
const own = new WeakMap<Settings, Seen>();

/**
 * Null when it has not been seen from here, or when that cannot be read any more. A copy of it under another address,
 * as of a backup that was restored there, is behind where it was seen furthest.
 */
export function seenAt(settings: Settings, ledger?: string): Seen | null {
  const here = seenHere(settings);
  if (ledger === undefined || (here && here.ledger !== ledger)) return here;
  return filesIn(settings)
    .map(readSeen)
    .reduce((most, seen) => (seen?.ledger === ledger && isFurther(seen, most) ? seen : most), here);
}

function seenHere(settings: Settings): Seen | null {
  const file = readSeen(fileOf(settings));
  const seen = own.get(settings);
  return seen && (!file || (file.ledger === seen.ledger && isFurther(seen, file))) ? seen : file;
}

/** Where the ledger on that server is at least: 0 where nothing is known of it. */
export function positionSeen(
  settings: Settings,
  server: Pick<Seen, "ledger" | "system" | "timeline">,
): number {
  const seen = seenHere(settings);
  const isIt =
    seen?.ledger === server.ledger &&
    seen.system === server.system &&
    seen.timeline === server.timeline;
  return isIt ? seen.position : 0;
}

/** Timelines of another server say nothing: what was seen at the address itself counts. */
function isFurther(seen: Seen, most: Seen | null): boolean {
  if (most === null) return true;
  if (seen.system !== most.system) return false;
  const [one, other] = [seen.timeline ?? "", most.timeline ?? ""];
  return one === other ? seen.position > most.position : one > other;
}

function filesIn(settings: Settings): readonly string[] {
  const folder = settings.folder();
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function readSeen(file: string): Seen | null {
  try {
    const read = z.safeParse(seenSchema, JSON.parse(readFileSync(file, "utf8")));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** What has been written down stands, whether or not this succeeds. */
export function noteSeen(
  settings: Settings,
  seen: Seen,
  how: "beyond" | "instead" = "beyond",
): void {
  const before = how === "beyond" ? seenAt(settings) : null;
  const isSame =
    before?.ledger === seen.ledger &&
    before.system === seen.system &&
    before.timeline === seen.timeline;
  if (before && isSame && before.position >= seen.position) return;
  own.set(settings, seen);
  try {
    const file = fileOf(settings);
    const next = `${file}.${process.pid}`;
    mkdirSync(settings.folder(), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(next, JSON.stringify(seen), { mode: 0o600 });
      renameSync(next, file);
    } catch (error) {
      rmSync(next, { force: true });
      throw error;
    }
  } catch {
    // A disk that is full tells so where it matters.
  }
}

function fileOf(settings: Settings): string {
  const name = createHash("sha256").update(addressOf(settings).place).digest("hex").slice(0, 16);
  return join(settings.folder(), `${name}.json`);
}
