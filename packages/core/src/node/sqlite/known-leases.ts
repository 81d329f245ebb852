import type { AccountId } from "../../domain/account.js";
import type { Lease } from "../../domain/lease.js";
import type { Price } from "../../domain/price.js";

import type { Wish } from "../../ledger/operation.js";
import type { Transaction } from "./connection.js";
import { charged, text, toPriceColumn } from "./rows.js";
import { isOpen } from "./schema.js";

interface ReadList {
  readonly account: AccountId;
  readonly leases: readonly Lease[];
  /** What was written down after it is newer than the list. */
  readonly since: number;
  readonly position: number;
  readonly at: string;
}

/** See {@link Ledger.keepList}. */
export function keepList(transaction: Transaction, list: ReadList): void {
  const { account, since, position, at } = list;
  const first = !transaction.get("SELECT 1 FROM lists WHERE account = ?", account);
  const held = list.leases.filter(({ state }) => state !== "released");
  const listed = new Set<string>(held.map(({ number }) => number));
  const known = new Map(
    transaction
      .all("SELECT number, lease, origin, position, missed FROM leases WHERE account = ?", account)
      .map((row) => [text(row["number"]), row]),
  );
  const open = new Set(
    transaction
      .all(`SELECT number FROM operations WHERE account = ? AND ${isOpen}`, account)
      .map(({ number }) => text(number)),
  );
  const newer = (number: string) =>
    open.has(number) || Number(known.get(number)?.["position"] ?? 0) > since;

  for (const [number, { missed }] of known) {
    if (listed.has(number) || newer(number)) continue;
    transaction.run(
      missed
        ? "DELETE FROM leases WHERE account = ? AND number = ?"
        : "UPDATE leases SET missed = 1 WHERE account = ? AND number = ?",
      [account, number],
    );
  }
  for (const lease of held) {
    if (newer(lease.number)) continue;
    const row = known.get(lease.number);
    // Most numbers are as they were.
    if (row?.["lease"] === JSON.stringify(lease) && !row["missed"]) continue;
    const origin = row?.["origin"];
    hold(transaction, lease, origin ? text(origin) : first ? "before" : "elsewhere", position);
  }
  transaction.run("INSERT OR REPLACE INTO lists (account, readAt) VALUES (?, ?)", [account, at]);
}

/** Puts in what an operation has just done. */
export function keepOutcome(
  transaction: Transaction,
  kind: Wish["kind"],
  lease: Lease,
  position: number,
): void {
  const { account, number, state } = lease;
  const known = transaction.get(
    "SELECT origin FROM leases WHERE account = ? AND number = ?",
    account,
    number,
  );
  if (state === "released")
    transaction.run("DELETE FROM leases WHERE account = ? AND number = ?", [account, number]);
  else
    hold(
      transaction,
      lease,
      kind === "lease" ? "here" : text(known?.["origin"] ?? "before"),
      position,
    );
}

/** The prices that are being paid or reserved. */
export function pricesOf(transaction: Transaction): readonly Price[] {
  // Also of a number that is listed: it is leased anew, so what is known of it is out of date.
  return transaction
    .all(
      `SELECT charged AS price FROM leases WHERE charged IS NOT NULL
       UNION ALL
       SELECT price FROM operations WHERE kind = 'lease' AND price IS NOT NULL AND ${isOpen}`,
    )
    .map(toPriceColumn);
}

function hold(transaction: Transaction, lease: Lease, origin: string, position: number): void {
  transaction.run(
    "INSERT OR REPLACE INTO leases (account, number, lease, charged, origin, position) VALUES (?, ?, ?, ?, ?, ?)",
    [lease.account, lease.number, JSON.stringify(lease), charged(lease), origin, position],
  );
}
