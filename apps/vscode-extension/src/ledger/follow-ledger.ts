import { type Ledger, LeaseError } from "@leaseline/core";

const tryAgainAfterMs = 2000;

export interface LedgerFollower {
  /** Something was written: by this window, another one or the command line. */
  readonly changed: () => void;
  readonly onError: (error: unknown) => void;
}

/** Tells of everything that is written into a ledger, until the signal ends it. */
export async function followLedger(
  ledger: Ledger,
  signal: AbortSignal,
  { changed, onError }: LedgerFollower,
): Promise<void> {
  let seen: number | null = null;
  while (!signal.aborted) {
    try {
      seen ??= await ledger.position();
      const now: number = await ledger.changed(seen, signal);
      if (now !== seen && !signal.aborted) changed();
      seen = now;
    } catch (error) {
      if (signal.aborted) return;
      // That it cannot be read is told in the view; it may come back.
      if (!LeaseError.isInstance(error)) onError(error);
      await pause(tryAgainAfterMs, signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
