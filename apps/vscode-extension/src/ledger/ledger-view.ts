import {
  type KnownLeases,
  LeaseError,
  type LeaseFailure,
  type Ledger,
  type Operation,
  openStates,
} from "@leaseline/core";

/** What the ledger says now. */
export interface LedgerView {
  /** Operations that are not settled, of every window. */
  readonly open: readonly Operation[];
  readonly lists: readonly KnownLeases[];
  /** Why it says nothing, where it cannot be read. */
  readonly problem: LeaseFailure | null;
}

export const emptyView: LedgerView = { open: [], lists: [], problem: null };

/** Numbers can be looked at also where the ledger cannot be read. */
export async function readLedger(ledger: Ledger): Promise<LedgerView> {
  try {
    const [open, lists] = await Promise.all([
      ledger.operations({ states: openStates }),
      ledger.lists(),
    ]);
    return { open, lists, problem: null };
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    return { ...emptyView, problem: error.failure };
  }
}

/** Whether the same operations are open, and have come as far. */
export function sameOpen(left: LedgerView, right: LedgerView): boolean {
  const told = ({ open }: LedgerView) =>
    open.map(({ id, state, changedAt }) => `${id} ${state} ${changedAt}`).join();
  return told(left) === told(right);
}
