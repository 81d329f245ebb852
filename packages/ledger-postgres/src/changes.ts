import type { LeaseError } from "@leaseline/core";
import type { Presence } from "./presence.js";

interface Heard {
  position: number;
  /** Whether there may be more that was not heard of. */
  missed: boolean;
  away: LeaseError | null;
}

/**
 * See `Ledger.changed`: hears of it from the database. A connection that ends and can be had again is not told of.
 * @throws {LeaseError} `ledger-unavailable` with `unreachable` while the database is away.
 */
export async function changedBeyond(
  since: number,
  signal: AbortSignal,
  {
    presence,
    position,
  }: {
    readonly presence: Pick<Presence, "ready" | "onWritten">;
    readonly position: () => Promise<number>;
  },
): Promise<number> {
  let wake = () => {};
  const heard: Heard = { position: since, missed: true, away: null };
  const forget = presence.onWritten((news) => {
    if (news === "missed") heard.missed = true;
    else if (typeof news === "number") heard.position = Math.max(heard.position, news);
    else heard.away = news;
    wake();
  });
  // Whoever waits in the foreground keeps the process alive, which the connection by itself does not.
  const awake = setInterval(() => {}, 2 ** 30);
  const abort = () => wake();
  signal.addEventListener("abort", abort);
  try {
    await presence.ready();
    while (heard.position <= since && !signal.aborted) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      if (heard.away) throw heard.away;
      if (heard.missed) {
        heard.missed = false;
        const read = await position();
        // What was heard of meanwhile may be beyond it.
        heard.position = Math.max(heard.position, read);
      } else await woken;
    }
    return heard.position;
  } finally {
    clearInterval(awake);
    signal.removeEventListener("abort", abort);
    forget();
  }
}
