import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { AccountIdentity } from "../../domain/account.js";
import type { Lease } from "../../domain/lease.js";
import { type Decimal, multiplyMoney } from "../../domain/money.js";
import { type E164, toE164 } from "../../domain/phone-number.js";
import type { Price } from "../../domain/price.js";
import type { LeaseFailure } from "../../errors/lease-failure.js";
import type { NumberNote } from "../../ledger/ledger.js";
import type { LedgerNotice } from "../../ledger/status.js";
import type { Operation, OperationEntry, OperationEvent } from "../../ledger/operation.js";
import type { Booking, Cost, KeptKey, LeaseRecord, ListRecord } from "../../ledger/store.js";

export type Row = Readonly<Record<string, SQLOutputValue>>;

// What this version or an earlier one wrote itself, in a file whose integrity and version were checked when it
// was opened, is not parsed again field by field: each cast below is of a value that was written that way.

export function operationColumns(operation: Operation): Record<string, string | null> {
  const { price, failure, lease, ...rest } = operation;
  return { ...rest, price: json(price), failure: json(failure), lease: json(lease) };
}

export function toOperation(row: Row): Operation {
  return {
    id: text(row["id"]),
    kind: row["kind"] === "release" ? "release" : "lease",
    identity: textOrNull(row["identity"]) as AccountIdentity | null,
    account: text(row["account"]),
    number: numberOf(row),
    state: text(row["state"]) as Operation["state"],
    sender: text(row["sender"]),
    key: textOrNull(row["key"]),
    how: textOrNull(row["how"]) as Operation["how"],
    price: parsed(row["price"]) as Price | null,
    failure: parsed(row["failure"]) as LeaseFailure | null,
    order: textOrNull(row["order"]),
    lease: parsed(row["lease"]) as Lease | null,
    startedAt: text(row["startedAt"]),
    changedAt: text(row["changedAt"]),
  };
}

export function toEntry(row: Row): OperationEntry {
  return { event: JSON.parse(text(row["event"])) as OperationEvent, at: text(row["at"]) };
}

export function leaseColumns(record: LeaseRecord): Record<string, string | number | null> {
  const { lease, origin, price, first, position, missed } = record;
  return {
    number: lease.number,
    lease: JSON.stringify(lease),
    origin,
    price: json(price),
    first: json(first),
    position,
    missed: missed ? 1 : 0,
  };
}

export function toLeaseRecord(row: Row): LeaseRecord {
  return {
    ...leasePrice(row),
    origin: text(row["origin"]) as LeaseRecord["origin"],
    first: parsed(row["first"]) as LeaseRecord["first"],
    position: Number(row["position"]),
    missed: row["missed"] === 1,
  };
}

export function leasePrice(row: Row): Pick<LeaseRecord, "lease" | "price"> {
  return {
    lease: JSON.parse(text(row["lease"])) as Lease,
    price: parsed(row["price"]) as Price | null,
  };
}

export function toUnpriced(row: Row): { readonly list: string; readonly number: E164 } {
  return { list: text(row["list"]), number: numberOf(row) };
}

export function toListRecord(row: Row): ListRecord {
  return {
    list: text(row["list"]),
    identity: textOrNull(row["identity"]) as AccountIdentity | null,
    account: text(row["account"]),
    readAt: textOrNull(row["readAt"]),
    isWhole: row["isWhole"] === 1,
    position: Number(row["position"]),
  };
}

/** What costs the same, together. */
export function toCosts(row: Row): Pick<Cost, "kind" | "money"> {
  return {
    kind: row["kind"] === "once" ? "once" : "running",
    money: multiplyMoney(
      { amount: text(row["amount"]) as Decimal, currency: text(row["currency"]) },
      Number(row["times"]),
    ),
  };
}

/** @param rows - in the order of their names. */
export function toBookings(rows: readonly Row[]): readonly Booking[] {
  const bookings = new Map<string, Cost[]>();
  for (const row of rows) {
    const name = text(row["name"]);
    const costs = bookings.get(name) ?? [];
    bookings.set(name, costs);
    costs.push({
      kind: row["kind"] === "once" ? "once" : "running",
      month: textOrNull(row["month"]),
      money: { amount: text(row["amount"]) as Decimal, currency: text(row["currency"]) },
    });
  }
  return [...bookings].map(([name, costs]) => ({ name, costs }));
}

export function insertCosts(
  name: string,
  costs: readonly Cost[],
  run: (sql: string, values: SQLInputValue[]) => void,
): void {
  for (const { kind, month, money } of costs)
    run("INSERT INTO costs (name, kind, month, currency, amount) VALUES (?, ?, ?, ?, ?)", [
      name,
      kind,
      month,
      money.currency,
      money.amount,
    ]);
}

export function toKeptKey(row: Row): KeptKey {
  return { key: text(row["key"]), operation: text(row["operation"]) };
}

export function toNote(row: Row): NumberNote {
  return {
    number: numberOf(row),
    label: textOrNull(row["label"]),
    isProtected: row["protected"] === 1,
  };
}

export function toNotice(row: Row): LedgerNotice {
  const notice = JSON.parse(text(row["notice"])) as LedgerNotice;
  // More of it stands there: see loss.ts.
  const { kind } = notice;
  return kind === "rewound"
    ? { kind, at: notice.at }
    : { kind, keptAt: notice.keptAt, blocked: notice.blocked };
}

function numberOf(row: Row): E164 {
  const number = toE164(text(row["number"]));
  if (number === null) throw new Error("a row without a number");
  return number;
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function parsed(column: SQLOutputValue | undefined): unknown {
  return typeof column === "string" ? JSON.parse(column) : null;
}

export function text(column: SQLOutputValue | undefined): string {
  return String(column ?? "");
}

function textOrNull(column: SQLOutputValue | undefined): string | null {
  return typeof column === "string" ? column : null;
}
