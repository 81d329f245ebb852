import { type Ledger, LeaseError } from "@leaseline/core";
import { pause } from "../prompts/pause.js";

const tryAgainAfterMs = 2000;

export interface LedgerFollower {
  /** Something was written: by this window, another one or the command line. Or it has gone away. */
  readonly changed: () => void;
  /** It can be read again. */
  readonly cameBack: () => void;
  readonly onError: (error: unknown) => void;
}

/** Tells of everything that is written into a ledger, until the signal ends it. */
export async function followLedger(
  ledger: Ledger,
  signal: AbortSignal,
  { changed, cameBack, onError }: LedgerFollower,
): Promise<void> {
  let seen: number | null = null;
  let isAway = false;
  while (!signal.aborted) {
    try {
      if (seen === null || isAway) {
        const now = await ledger.position();
        if (isAway) cameBack();
        // What is shown may have been read before that.
        else changed();
        isAway = false;
        seen ??= now;
      }
      const now: number = await ledger.changed(seen, signal);
      if (now !== seen && !signal.aborted) changed();
      seen = now;
    } catch (error) {
      if (signal.aborted) return;
      if (!LeaseError.isInstance(error)) onError(error);
      // The view tells that it cannot be read; it may come back.
      else if (!isAway) changed();
      isAway = true;
      await pause(tryAgainAfterMs, signal);
    }
  }
}
