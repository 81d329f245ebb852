import { type Lease, isEnding } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import { lastKnownPrice } from "../domain/spending.js";
import { inTheWay } from "./in-the-way.js";
import type { LedgerAccount, ListOwner, NoteChanges, NumberNote } from "./ledger.js";
import { type Operation, openStates } from "./operation.js";
import { listOf } from "./list-of.js";
import type { LedgerRecords, LedgerView } from "./store.js";
import { withFirstCharge } from "./costs.js";
import { putAll } from "./put-leases.js";

/** See `Ledger.note`. */
export async function note(
  records: LedgerRecords,
  number: E164,
  { label, isProtected }: NoteChanges,
): Promise<NumberNote> {
  const before = await noteOn(records, number);
  const after: NumberNote = {
    number,
    label: label === undefined ? before.label : label,
    isProtected: isProtected ?? before.isProtected,
  };
  if (after.label === before.label && after.isProtected === before.isProtected) return before;
  // Whoever hears that it is protected relies on it, so a release that may be on its way comes first.
  if (after.isProtected && !before.isProtected) {
    const [open] = await records.operations({ number, states: openStates, limit: 1 });
    if (open?.kind === "release") throw inTheWay(open, await records.sessions());
  }
  await records.advance();
  await records.putNotes([after]);
  return after;
}

/** See `Ledger.keepLabel`. */
export async function keepLabel(
  records: LedgerRecords,
  account: LedgerAccount,
  number: E164,
  label: string | null,
): Promise<void> {
  const list = listOf(account);
  const [record] = await records.leases(list, [number]);
  if (!record || record.lease.label === label) return;
  const position = await records.advance();
  await records.putLeases(list, [{ ...record, position, lease: { ...record.lease, label } }]);
}

/** The lease with the label that people gave it here, where its provider keeps none. */
export function withLabel(lease: Lease, notes: ReadonlyMap<E164, NumberNote>): Lease {
  const label = notes.get(lease.number)?.label ?? lease.label;
  return label === lease.label ? lease : { ...lease, label };
}

export async function isProtected(view: LedgerView, number: E164): Promise<boolean> {
  return (await noteOn(view, number)).isProtected;
}

/**
 * What is released needs no protection any more, and what is gone no label: whoever leases it next has another number.
 * Where somebody else has it by now, what is said of it is of theirs.
 */
export async function endNotes(
  records: LedgerRecords,
  { identity }: Pick<ListOwner, "identity">,
  released: readonly Pick<Lease, "number" | "state">[],
): Promise<void> {
  const states = new Map(released.map(({ number, state }) => [number, state]));
  const noted = await records.notes([...states.keys()]);
  const held = noted.length > 0 ? await heldNumbers(records, [...states.keys()]) : new Set();
  const ended: NumberNote[] = [];
  for (const { number, label } of noted) {
    const latest = await latestOn(records, number);
    if (held.has(number) || (latest && latest.identity !== identity)) continue;
    const isListed = states.get(number) === "releasing";
    ended.push({ number, label: isListed ? label : null, isProtected: false });
  }
  if (ended.length > 0) await records.putNotes(ended);
}

/** What was said of a number after it was given back is of nobody's: whoever leases it begins without it. */
export async function endNotesBefore(records: LedgerRecords, number: E164): Promise<void> {
  const latest = await latestOn(records, number);
  if (latest?.kind === "release" && latest.state === "committed")
    await endNotes(records, latest, [{ number, state: "released" }]);
}

/** The last operation that has, or may have, changed who has the number. */
async function latestOn(view: LedgerView, number: E164): Promise<Operation | null> {
  const states = [...openStates, "committed", "absent", "abandoned"] as const;
  const [latest = null] = await view.operations({ number, states, limit: 1 });
  return latest;
}

/** Those of the numbers that a list shows to be held, whoever has leased them. */
async function heldNumbers(view: LedgerView, numbers: readonly E164[]): Promise<ReadonlySet<E164>> {
  const held = new Set<E164>();
  for (const { list } of await view.lists())
    for (const { lease } of await view.leases(list, numbers))
      if (!isEnding(lease)) held.add(lease.number);
  return held;
}

async function noteOn(view: LedgerView, number: E164): Promise<NumberNote> {
  const [note] = await view.notes([number]);
  return note ?? { number, label: null, isProtected: false };
}

/** See `Ledger.statePrice`. */
export async function statePrice(
  records: LedgerRecords,
  { number, price }: { readonly number: E164; readonly price: Price },
): Promise<boolean> {
  let isNeeded = false;
  for (const owner of await records.lists()) {
    const [before] = await records.leases(owner.list, [number]);
    // What was stated before can be put right; what the provider says cannot.
    if (!before || isEnding(before.lease) || before.lease.price?.recurring) continue;
    if (!isNeeded) await records.advance();
    isNeeded = true;
    const stated = { ...before, price: lastKnownPrice(before.lease.price, price) };
    const [last = null] = await records.lastDone(owner, [number]);
    await putAll(records, owner.list, [{ record: withFirstCharge(stated, last), before }]);
  }
  return isNeeded;
}
