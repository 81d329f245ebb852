import type { Standable } from "./claim.js";
import { isSame } from "./standing.js";
import type { LedgerRecords } from "./store.js";

/**
 * Has a wish's key lead to an operation that is the same wish, unless it leads to another wish's by now.
 * @returns whether it leads there
 */
export async function keepKey(
  records: LedgerRecords,
  wish: Standable,
  operationId: string,
): Promise<boolean> {
  if (wish.key === null) return false;
  const operation = await records.operation(operationId);
  const named = await records.operationByKey(wish.key);
  if (!operation || !isSame(operation, wish)) return false;
  if (named?.id === operationId) return true;
  if (named && !isSame(named, wish)) return false;
  await records.advance();
  await records.putKey(wish.key, operationId);
  return true;
}
