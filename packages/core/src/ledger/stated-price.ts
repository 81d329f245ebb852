import { isEnding } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Price } from "../domain/price.js";
import { lastKnownPrice } from "../domain/spending.js";
import { withFirstCharge } from "./costs.js";
import { putAll } from "./put-leases.js";
import type { LedgerRecords } from "./store.js";

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
