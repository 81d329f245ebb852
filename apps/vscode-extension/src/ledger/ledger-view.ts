import {
  type KnownLeases,
  LeaseError,
  type LeaseFailure,
  type Ledger,
  type NumberNote,
  type Operation,
  openStates,
} from "@leaseline/core";

/** What the ledgers say now. */
export interface LedgerView {
  /** Operations that are not settled, of every window and program. */
  readonly open: readonly Operation[];
  readonly lists: readonly KnownLeases[];
  /** Those of them that are in a ledger which other machines have, too. */
  readonly shared: readonly KnownLeases[];
  /** What people have said of numbers. */
  readonly notes: readonly NumberNote[];
  /** Why one of them says nothing, where it cannot be read. */
  readonly problem: LeaseFailure | null;
}

export const emptyView: LedgerView = {
  open: [],
  lists: [],
  shared: [],
  notes: [],
  problem: null,
};

interface Looked {
  readonly ledger: Ledger;
  readonly isShared: boolean;
}

export async function readLedgers(ledgers: readonly Looked[]): Promise<LedgerView> {
  const views = await Promise.all(ledgers.map(readLedger));
  return {
    open: views.flatMap(({ open }) => open),
    lists: views.flatMap(({ lists }) => lists),
    shared: views.flatMap(({ shared }) => shared),
    notes: views.flatMap(({ notes }) => notes),
    problem: views.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

/** Numbers can be looked at also where the ledger cannot be read. */
async function readLedger({ ledger, isShared }: Looked): Promise<LedgerView> {
  try {
    const [open, lists, notes] = await Promise.all([
      ledger.operations({ states: openStates }),
      ledger.lists(),
      ledger.notes(),
    ]);
    return { open, lists, shared: isShared ? lists : [], notes, problem: null };
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    return { ...emptyView, problem: error.failure };
  }
}
