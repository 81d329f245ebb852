import type { Clock } from "../clock.js";
import { LeaseError } from "../errors/lease-error.js";
import { noAnswer } from "../errors/lease-failure.js";
import type { ReadOptions } from "../providers/provider-account.js";
import { linkedTo, untilAborted } from "../until-aborted.js";

export interface Patience {
  readonly clock: Clock;
  readonly ms: number;
}

/** What comes of the work within the time that it has. @throws {LeaseError} `no-answer`, `cancelled`. */
export async function within<Result>(
  { clock, ms }: Patience,
  signal: AbortSignal | undefined,
  work: (options: ReadOptions) => Promise<Result>,
): Promise<Result> {
  const stop = linkedTo(signal);
  const answered = new AbortController();
  let isLate = false;
  const expire = async () => {
    await clock.sleep(ms, answered.signal);
    if (answered.signal.aborted) return;
    isLate = true;
    stop.abort();
  };
  void expire();
  try {
    const ended = await untilAborted(work({ signal: stop.signal }), stop.signal);
    if (ended.kind === "came") return ended.value;
    throw new LeaseError({ kind: "cancelled" });
  } catch (error) {
    throw isLate ? new LeaseError(noAnswer("timed-out")) : error;
  } finally {
    answered.abort();
    stop.unlink();
  }
}
