import { phrase } from "../domain/translate.js";
import type { LedgerProblem } from "./ledger-problem.js";

/** Why the ledger cannot be written, and what to do about it. */
const ledgerWords = {
  "read-only": {
    happened: phrase("The ledger cannot be written: its file or folder is read-only."),
    next: phrase("Make the folder writable. Numbers can still be listed and looked at."),
  },
  full: {
    happened: phrase(
      "The ledger cannot be written: the disk is full, or a quota on it is used up.",
    ),
    next: phrase("Free some space, then try again."),
  },
  "no-handles": {
    happened: phrase("The ledger cannot be opened: too many files are open on this machine."),
    next: phrase("Close programs with many open files, or raise the limit, then try again."),
  },
  "disk-error": {
    // SQLite does not tell one from the other.
    happened: phrase(
      "The ledger cannot be written: the disk that it is on has failed, or a quota on it is used up.",
    ),
    next: phrase(
      "Check that disk and the quota, and keep a copy of the ledger's folder, before you try again.",
    ),
  },
  busy: {
    happened: phrase("Another program has been writing to the ledger for too long."),
    next: phrase("Try again in a moment."),
  },
  "half-moved": {
    happened: phrase(
      "What another ledger held has come into this one, and that one is not closed for good yet.",
    ),
    next: phrase("Finish the move where it was begun: until then numbers can be looked at only."),
  },
  "newer-version": {
    happened: phrase("The ledger was written by a newer version of Leaseline."),
    next: phrase("Update Leaseline in this window or on this machine, then try again."),
  },
  unreachable: {
    happened: phrase("The ledger cannot be reached: its database does not answer."),
    next: phrase(
      "Check the database and the connection to it. Leaseline continues by itself once the database answers; numbers can still be listed and looked at.",
    ),
  },
  standby: {
    happened: phrase(
      "The ledger cannot be written: the database that answers is read-only, as a standby is.",
    ),
    next: phrase(
      "Name the primary, or wait until this one is promoted. Numbers can still be listed and looked at.",
    ),
  },
  crowded: {
    happened: phrase(
      "The ledger cannot be opened: its database, or the pooler in front of it, has no connection to give.",
    ),
    next: phrase(
      "Try again in a moment. If it goes on, see there who has so many, or raise the limit: the server's, the role's or the pooler's.",
    ),
  },
  database: {
    happened: phrase("The ledger cannot be written: its database refuses something."),
    next: phrase("Check the log of the database, then try again."),
  },
  failed: {
    happened: phrase("The ledger cannot be written."),
    next: phrase("Check the disk that it is on, then try again."),
  },
} satisfies Record<LedgerProblem, LedgerWords>;

interface LedgerWords {
  readonly happened: string;
  readonly next: string;
}

/** A problem that only a newer version knows gets the words for one of which nothing is known. */
export function wordsOfLedger(problem: LedgerProblem): LedgerWords {
  const known: Readonly<Record<string, LedgerWords | undefined>> = ledgerWords;
  return known[problem] ?? ledgerWords.failed;
}
