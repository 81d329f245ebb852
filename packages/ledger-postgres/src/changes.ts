import { isLost } from "./errors.js";
import type { Presence } from "./presence.js";

/** See `Ledger.changed`: hears of it from the database. While that is away it waits for it to come back. */
export async function changedBeyond(
  since: number,
  signal: AbortSignal,
  { presence, position }: { readonly presence: Presence; readonly position: () => Promise<number> },
): Promise<number> {
  let wake = () => {};
  let heard = since;
  let missed = true;
  const forget = presence.onWritten((written) => {
    if (written === null) missed = true;
    else heard = Math.max(heard, written);
    wake();
  });
  // Whoever waits in the foreground keeps the process alive, which the connection by itself does not.
  const awake = setInterval(() => {}, 2 ** 30);
  const abort = () => wake();
  signal.addEventListener("abort", abort);
  try {
    await presence.ready();
    while (heard <= since && !signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      if (missed) {
        missed = false;
        heard = await position().catch((error: unknown) => {
          if (!isLost(error)) throw error;
          return since;
        });
      } else await woken;
    }
    return heard;
  } finally {
    clearInterval(awake);
    signal.removeEventListener("abort", abort);
    forget();
  }
}
