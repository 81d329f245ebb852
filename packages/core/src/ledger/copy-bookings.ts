import { canonical, checkSame } from "./same-record.js";
import type { Cost, LedgerRecords, LedgerView } from "./store.js";

export async function copyBookings(
  from: LedgerView,
  into: LedgerRecords,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const booked = await from.bookings(names);
  await into.putBookings(booked);
  const written = new Map((await into.bookings(names)).map(({ name, costs }) => [name, costs]));
  for (const { name, costs } of booked) checkSame(sorted(costs), sorted(written.get(name) ?? []));
}

function sorted(costs: readonly Cost[]): readonly string[] {
  return costs.map(canonical).toSorted();
}
