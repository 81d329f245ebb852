import { type Reason, phrase, reasonWith } from "../domain/translate.js";
import { LeaseError } from "../errors/lease-error.js";
import { type Clock, systemClock, whileAwake } from "../clock.js";

/** Where all that a ledger holds goes, or has gone. From then on nothing is written in it. */
export interface Moved {
  /** The other ledger: its path, or its address without a password. Empty where this is it. */
  readonly to: string;
  /** Names the move, also in the other ledger once it has everything. */
  readonly move: string;
  /** Whether the other ledger has everything. */
  readonly done: boolean;
  /**
   * In the ledger that has taken everything: whose it was. Nothing is written here either before that one is closed
   * for good, so that at no moment two of them can be leased from.
   */
  readonly from?: string | undefined;
}

/** What a ledger says of itself whose contents another one takes over: a {@link LeaseError}, `bad-input` for `ledger`. */
export class MovedLedger extends LeaseError {
  /** Where to. */
  readonly moved: Moved;

  /** Stores throw it. */
  constructor(moved: Moved) {
    super({ kind: "bad-input", field: "ledger", ...reasonFor(moved) });
    this.moved = moved;
  }
}

function reasonFor({ to, done }: Moved): Reason {
  return reasonWith(
    done
      ? phrase("What this ledger held was taken over by {0}. Use that one.")
      : phrase(
          "This ledger is being moved to {0}, and nothing is begun in it any more. Move it again to finish that.",
        ),
    to,
  );
}

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
