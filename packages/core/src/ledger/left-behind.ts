import type { SpendCap } from "../domain/spending.js";
import type { E164 } from "../domain/phone-number.js";
import { MovedLedger } from "./moved.js";
import { movedOf } from "./half-move.js";
import { wholeHistory } from "./in-pages.js";
import { openStates } from "./operation.js";
import type { LedgerStore } from "./store.js";

/** What a ledger holds that another one used in its place does not know. */
export interface LeftBehind {
  /** How many operations are not settled: their numbers would be free in the other ledger. */
  readonly open: number;
  /** How many operations there are in all. */
  readonly operations: number;
  /** Its spend caps. */
  readonly caps: readonly SpendCap[];
  /** Numbers that must not be released. */
  readonly protectedNumbers: readonly E164[];
}

/** What is left behind by a ledger whose contents were moved. */
export const nothingLeftBehind: LeftBehind = {
  open: 0,
  operations: 0,
  caps: [],
  protectedNumbers: [],
};

/**
 * What a ledger holds that is not known where it is to be used no more. Reads only.
 * @param to - the address of the ledger that is used instead: what was moved there is not left behind. Null where none is.
 * @throws {MovedLedger} where the ledger was moved anywhere else, or only half.
 */
export async function leftBehind(ledger: LedgerStore, to: string | null): Promise<LeftBehind> {
  const moved = await movedOf(ledger);
  if (moved?.done && moved.to === to) return nothingLeftBehind;
  // One that has taken everything of another ledger has not gone anywhere.
  if (moved && moved.from === undefined) throw new MovedLedger(moved);
  return ledger.read(async (view) => ({
    open: (await view.operations({ states: openStates })).length,
    operations: (await wholeHistory(view, {})).length,
    caps: await view.caps(),
    protectedNumbers: (await view.notes())
      .filter(({ isProtected }) => isProtected)
      .map(({ number }) => number),
  }));
}
