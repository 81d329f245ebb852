import { type Clock, systemClock, whileAwake } from "../clock.js";
import { LeaseError } from "../errors/lease-error.js";

const lookAgainAfterMs = 100;
const mostLooks = 20;

/** What a ledger says of itself that has taken another one, before it is known that that one is closed for good. */
export class ArrivingLedger extends LeaseError {}

/**
 * Tries again while it is only for a moment, as it is when several machines move into one ledger, or others use it
 * meanwhile. Nothing has been done by then.
 */
export async function untilArrived<Result>(
  attempt: () => Promise<Result>,
  time: Clock = systemClock,
): Promise<Result> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ArrivingLedger) || looks === mostLooks) throw error;
    }
    await whileAwake(time.sleep(lookAgainAfterMs));
  }
}
