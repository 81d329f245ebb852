import { lastKnownPrice } from "../domain/spending.js";
import { type LeaseChange, leaseBookings } from "./costs.js";
import { inParts } from "./in-pages.js";
import type { LeaseRecord, LedgerRecords } from "./store.js";

// A number that is held and what it costs are written together.

export async function putAll(
  records: LedgerRecords,
  list: string,
  changes: readonly LeaseChange[],
): Promise<void> {
  for (const some of inParts(changes)) {
    const held = some.flatMap(({ record }) => record ?? []);
    const gone = some.flatMap(({ record, before }) => (record ? [] : [before.lease.number]));
    if (held.length > 0) await records.putLeases(list, held);
    if (gone.length > 0) await records.dropLeases(list, gone);
    await records.putBookings(some.flatMap((one) => leaseBookings(list, one)));
  }
}

/** It is held, but not in this list any more: what it has cost at once is for the list that has it, or for nobody. */
export function withoutCharge(before: LeaseRecord): LeaseChange {
  return { record: null, before: { ...before, first: null } };
}

/** What a list is to have of a number that another list has too: null where it stays as it is. */
export function merged(record: LeaseRecord, there: LeaseRecord | null): LeaseRecord | null {
  if (!there) return record;
  // One of them may not know that it was leased by an operation of this ledger.
  if (record.origin !== "here" || there.origin === "here") return null;
  const { origin, first } = record;
  return { ...there, origin, first, price: lastKnownPrice(there.price, record.price) };
}
