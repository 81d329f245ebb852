import {
  type KnownLeases,
  LeaseError,
  type LeaseFailure,
  type Ledger,
  type NumberNote,
  type Operation,
  openStates,
} from "@leaseline/core";
import { formatTime } from "../words/operation-words.js";
import { describeFailure, translate } from "../words/translate.js";

/** What the ledgers say now. */
export interface LedgerView {
  /** Operations that are not settled, of every window and program. */
  readonly open: readonly Operation[];
  readonly lists: readonly KnownLeases[];
  /** Those of them that are in a ledger which other machines have, too. */
  readonly shared: readonly KnownLeases[];
  /** What people have said of numbers. */
  readonly notes: readonly NumberNote[];
  /** Why one of them says nothing now, where it cannot be read: what it said last is here in its place. */
  readonly problem: LedgerTrouble | null;
}

export interface LedgerTrouble {
  readonly failure: LeaseFailure;
  /** ISO 8601: when the ledger said what is shown of it; null where it has said nothing yet. */
  readonly asOf: string | null;
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

interface Said {
  readonly view: LedgerView;
  readonly asOf: string;
}

/** @returns what looks into ledgers, and remembers for each what it said last. */
export function ledgerReader(): (ledgers: readonly Looked[]) => Promise<LedgerView> {
  const said = new WeakMap<Ledger, Said>();
  /** Numbers can be looked at also where the ledger cannot be read. */
  const readOrRecall = async ({ ledger, isShared }: Looked): Promise<LedgerView> => {
    try {
      const asOf = new Date().toISOString();
      const view = await readLedger(ledger, isShared);
      said.set(ledger, { view, asOf });
      return view;
    } catch (error) {
      if (!LeaseError.isInstance(error)) throw error;
      const { view = emptyView, asOf = null } = said.get(ledger) ?? {};
      return { ...view, problem: { failure: error.failure, asOf } };
    }
  };
  return async (ledgers) => {
    const views = await Promise.all(ledgers.map(readOrRecall));
    return {
      open: views.flatMap(({ open }) => open),
      lists: views.flatMap(({ lists }) => lists),
      shared: views.flatMap(({ shared }) => shared),
      notes: views.flatMap(({ notes }) => notes),
      problem: views.find(({ problem }) => problem !== null)?.problem ?? null,
    };
  };
}

async function readLedger(ledger: Ledger, isShared: boolean): Promise<LedgerView> {
  const [open, lists, notes] = await Promise.all([
    ledger.operations({ states: openStates }),
    ledger.lists(),
    ledger.notes(),
  ]);
  return { open, lists, shared: isShared ? lists : [], notes, problem: null };
}

/** What stands above the numbers while the ledger cannot be read. */
export function ledgerTrouble({ failure, asOf }: LedgerTrouble, locale?: string): string {
  const { happened, next } = describeFailure(failure);
  const since =
    asOf === null ? "" : translate("What it said at {0} is shown.", formatTime(asOf, locale));
  return [happened, since, next].filter(Boolean).join(" ");
}
