import type { SQLInputValue } from "node:sqlite";
import type { OperationFilter } from "../../ledger/ledger.js";
import { openStates } from "../../ledger/operation.js";

/** What holds a number against every other operation: the same for the claim and for whoever asks about it. */
export const isOpen = `state IN (${openStates.map((state) => `'${state}'`).join(", ")})`;

/** A number that is held, and nobody has said what it costs. */
export const hasNoPrice = "json_extract(price, '$.recurring') IS NULL";

export const operationsAfter = `
  SELECT * FROM operations
  WHERE position > coalesce((SELECT position FROM operations WHERE id = ?), 0)
  ORDER BY position LIMIT ?`;

/** The operation that a caller's key leads to, which another request had begun. */
export const ledToBy =
  "SELECT operations.* FROM keys JOIN operations ON operations.id = keys.operation WHERE keys.key = ?";
export const newestWith = "SELECT * FROM operations WHERE key = ? ORDER BY position DESC LIMIT 1";

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
