import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import { lastKnownPrice } from "../domain/spending.js";
import { firstCharge, leaseBookings } from "./costs.js";
import { type LeaseRecord, type LedgerRecords, runs } from "./store.js";

/** See `Ledger.statePrice`. */
export async function statePrice(
  records: LedgerRecords,
  { number, price }: { readonly number: E164; readonly price: Price },
): Promise<boolean> {
  let isNeeded = false;
  for (const { list } of await records.lists()) {
    const before = await records.lease(list, number);
    // What was stated before can be put right; what the provider says cannot.
    if (!before || !runs(before) || before.lease.price?.recurring) continue;
    if (!isNeeded) await records.advance();
    isNeeded = true;
    const stated: LeaseRecord = { ...before, price: lastKnownPrice(before.lease.price, price) };
    const record = { ...stated, first: await firstCharge(records, list, stated) };
    await records.putLease(list, record);
    await records.putBookings(leaseBookings(list, number, { record, before }));
  }
  return isNeeded;
}
