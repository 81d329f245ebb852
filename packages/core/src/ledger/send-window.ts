/**
 * Until when a session may begin to send what it has marked as sent. It is for a ledger that tells sessions by
 * their connections: one that is cut off may be taken over while its process lives, so that somebody else asks
 * what became of the request. Whoever does so counts from the end of this window.
 */
export interface SendWindow {
  /** How long it is open, from when the mark is asked for. */
  readonly withinMs: number;
  /** To be called before the mark is asked for. @returns what tells whether it is too late to begin. */
  open(): () => boolean;
}
