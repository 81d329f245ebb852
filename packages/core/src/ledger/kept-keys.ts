import type { Standable } from "./ledger.js";
import { isSame } from "./standing.js";
import type { LedgerRecords } from "./store.js";

/** Has a wish's key lead to an operation that is the same wish, unless it leads somewhere already. */
export async function keepKey(
  records: LedgerRecords,
  wish: Standable,
  operationId: string,
): Promise<void> {
  if (wish.key === null) return;
  const operation = await records.operation(operationId);
  const named = await records.operationByKey(wish.key);
  if (!operation || !isSame(operation, wish)) return;
  if (named && (named.id === operationId || !isSame(named, wish))) return;
  await records.advance();
  await records.putKey(wish.key, operationId);
}
