import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { LeaseError } from "../../errors/lease-error.js";
import type { LedgerProblem } from "../../errors/ledger-problem.js";

export const sqliteBusy = 5;
const locked = 6;
const readOnly = 8;
const diskError = 10;
export const sqliteCorrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;
/** The index of the log could not be made larger. */
const noRoomForIndex = diskError | (19 << 8);

/** The result code that an error of SQLite's has, without what extends it; null for any other error. */
export function primaryCode(error: unknown): number | null {
  const code = extendedCode(error);
  return code === null ? null : code & 0xff;
}

function extendedCode(error: unknown): number | null {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode
    : null;
}

/** Whether the error says that the file itself is damaged. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === sqliteCorrupt || code === notADatabase;
}

/** A failure of SQLite's or of the file system's, in our words. A defect of ours stays what it is. */
export function unavailable(cause: unknown): unknown {
  if (LeaseError.isInstance(cause) || cause instanceof RangeError || cause instanceof TypeError)
    return cause;
  return new LeaseError({ kind: "ledger-unavailable", reason: reasonOf(cause) }, { cause });
}

function reasonOf(error: unknown): LedgerProblem {
  switch (primaryCode(error)) {
    case sqliteBusy:
    case locked:
      return "busy";
    case readOnly:
      return "read-only";
    case cannotOpen:
      return whyNotOpened();
    case diskError:
      return extendedCode(error) === noRoomForIndex ? "full" : "disk-error";
    case full:
      return "full";
    case null:
      return reasonByCode.get(codeOf(error)) ?? "failed";
    default:
      return "failed";
  }
}

/** SQLite does not say why. What keeps another file from being opened kept that one as well. */
function whyNotOpened(): LedgerProblem {
  try {
    closeSync(openSync(devNull, "r"));
    return "read-only";
  } catch (error) {
    return reasonByCode.get(codeOf(error)) ?? "read-only";
  }
}

const reasonByCode = new Map<string, LedgerProblem>([
  ["EACCES", "read-only"],
  ["EPERM", "read-only"],
  ["EROFS", "read-only"],
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ["EMFILE", "no-handles"],
  ["ENFILE", "no-handles"],
  ["EIO", "disk-error"],
]);

/** What the system calls it, such as `ENOENT`; empty for what is no error of the system's. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What the system says of itself; null where it does not. */
export function unlessUnreadable(read: () => string | null): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
