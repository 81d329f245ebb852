import type { SQLInputValue } from "node:sqlite";
import type { OperationFilter } from "../../ledger/ledger.js";
import { hasNoPrice } from "./schema.js";

export const operationsAfter = `
  SELECT * FROM operations
  WHERE position > coalesce((SELECT position FROM operations WHERE id = ?), 0)
  ORDER BY position LIMIT ?`;

export const allBookings = "SELECT * FROM costs ORDER BY name, rowid";
export const bookingsOf =
  "SELECT * FROM costs WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name, rowid";

export const leasesOf =
  "SELECT * FROM leases WHERE list = ? AND number IN (SELECT value FROM json_each(?))";

/** See `isUnpriced`. */
export const unpriced = `
  SELECT list, number FROM leases
  WHERE ${hasNoPrice}
    AND json_extract(lease, '$.state') NOT IN ('releasing', 'released')
  ORDER BY list, number`;

/** Only what is asked for, so that the indexes can be used. */
export function conditions({ states, identity, account, number, before }: OperationFilter) {
  const found: (readonly [string, ...SQLInputValue[]])[] = [];
  if (states) found.push(["state IN (SELECT value FROM json_each(?))", JSON.stringify(states)]);
  if (identity === null) found.push(["identity IS NULL"]);
  else if (identity !== undefined) found.push(["identity = ?", identity]);
  if (account !== undefined) found.push(["account = ?", account]);
  if (number !== undefined) found.push(["number = ?", number]);
  if (before !== undefined)
    found.push(["position < (SELECT position FROM operations WHERE id = ?)", before]);
  const where = found.map(([condition]) => condition).join(" AND ");
  return {
    where: where === "" ? "" : `WHERE ${where}`,
    values: found.flatMap(([, ...some]) => some),
  };
}
