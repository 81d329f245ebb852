import type { LeaseFailure } from "../errors/lease-failure.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Operation } from "../ledger/operation.js";
import type { Reconciler } from "./reconcile.js";
import { type Settled, committed } from "./settled.js";

interface Tools {
  readonly ledger: Ledger;
  readonly reconciler: Reconciler;
}

/**
 * What an operation of this ledger has done already of what is wanted, by another window that was faster:
 * the provider then says that the number is taken, or is not leased, and that it is by ourselves is for the
 * ledger to say. Null when nothing has, or it is not so any more.
 */
export async function alreadyDone(
  { kind, account, number, price }: Operation,
  failure: LeaseFailure,
  { ledger, reconciler }: Tools,
): Promise<Settled | null> {
  if (!saysDone[kind].includes(failure.kind)) return null;
  const [latest] = await ledger.operations({ account, number, states: ["committed"] });
  if (latest?.kind !== kind) return null;
  const seen = await reconciler.look(latest, "number");
  return seen.kind === "done" || seen.kind === "gone"
    ? committed(latest, seen.lease, price, false)
    : null;
}

/** What is said to somebody who wants what has been done. */
const saysDone: Record<Operation["kind"], readonly LeaseFailure["kind"][]> = {
  lease: ["number-taken"],
  release: ["not-leased", "in-progress"],
};
