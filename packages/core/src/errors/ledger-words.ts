import { phrase } from "../domain/translate.js";
import type { LedgerProblem } from "./lease-failure.js";

/** Why the ledger cannot be written, and what to do about it. */
export const ledgerWords: Record<
  LedgerProblem,
  { readonly happened: string; readonly next: string }
> = {
  "read-only": {
    happened: phrase("The ledger cannot be written: its file or folder is read-only."),
    next: phrase("Make the folder writable. Numbers can still be listed and looked at."),
  },
  full: {
    happened: phrase("The ledger cannot be written: the disk is full."),
    next: phrase("Free some space, then try again."),
  },
  "no-handles": {
    happened: phrase("The ledger cannot be opened: too many files are open on this machine."),
    next: phrase("End what has so many open, or raise the limit, then try again."),
  },
  "disk-error": {
    happened: phrase("The ledger cannot be written: the disk that it is on has failed."),
    next: phrase("Check that disk, and keep a copy of the ledger's folder, before you try again."),
  },
  busy: {
    happened: phrase("The ledger is being written by another window for too long."),
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
      "Look at the database and the way to it. It goes on by itself once that answers; numbers can still be listed and looked at.",
    ),
  },
  failed: {
    happened: phrase("The ledger cannot be written."),
    next: phrase("Check the disk that it is on, then try again."),
  },
};
