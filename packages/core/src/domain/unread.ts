/** What could not be read of a list. The rest of it stands. */
export interface Unread {
  /** As it was written, where it has the form of a number; else null. */
  readonly text: string | null;
  /** Which field, and what was expected of it; never what was there. */
  readonly reason: string;
}
