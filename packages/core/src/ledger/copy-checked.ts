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

/** @throws Error when what was written does not read back as it was. */
export function checkSame(read: unknown, written: unknown): void {
  if (canonical(read) !== canonical(written))
    throw new Error("what was copied does not read as it was written");
}

/** Equal for what is equal, in whatever order a store keeps its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
