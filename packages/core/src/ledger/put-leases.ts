import { leaseBookings } from "./costs.js";
import { inParts } from "./in-parts.js";
import type { LeaseRecord, LedgerRecords } from "./store.js";

// A number that is held and what it costs are written together.

/** A lease as it is from now on, and what was known of it. */
export interface Put {
  readonly record: LeaseRecord;
  readonly before: LeaseRecord | null;
}

export async function put(records: LedgerRecords, list: string, one: Put): Promise<void> {
  await putAll(records, list, [one]);
}

export async function putAll(
  records: LedgerRecords,
  list: string,
  puts: readonly Put[],
): Promise<void> {
  for (const some of inParts(puts)) {
    await records.putLeases(
      list,
      some.map(({ record }) => record),
    );
    await records.putBookings(
      some.flatMap((one) => leaseBookings(list, one.record.lease.number, one)),
    );
  }
}

export async function drop(records: LedgerRecords, list: string, before: LeaseRecord) {
  const { number } = before.lease;
  await records.dropLease(list, number);
  await records.putBookings(leaseBookings(list, number, { record: null, before }));
}
