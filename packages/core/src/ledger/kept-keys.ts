import type { ComparedRequest } from "./claim.js";
import { isSame } from "./standing.js";
import type { LedgerRecords } from "./store.js";

/**
 * Has a request's key lead to an operation that is the same request, unless it leads to another request's by now.
 * @returns whether it leads there
 */
export async function keepKey(
  records: LedgerRecords,
  wanted: ComparedRequest,
  operationId: string,
): Promise<boolean> {
  if (wanted.key === null) return false;
  const operation = await records.operation(operationId);
  const named = await records.operationByKey(wanted.key);
  if (!operation || !isSame(operation, wanted)) return false;
  if (named?.id === operationId) return true;
  if (named && !isSame(named, wanted)) return false;
  await records.advance();
  await records.putKey(wanted.key, operationId);
  return true;
}
