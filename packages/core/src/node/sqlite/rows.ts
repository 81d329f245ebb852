import type { SQLOutputValue } from "node:sqlite";
import type { Lease } from "../../domain/lease.js";
import { toE164 } from "../../domain/phone-number.js";
import type { Price } from "../../domain/price.js";
import type { LeaseFailure } from "../../errors/lease-failure.js";
import type { KnownLease } from "../../ledger/ledger.js";
import type { Operation, OperationEntry, OperationEvent } from "../../ledger/operation.js";

type Row = Readonly<Record<string, SQLOutputValue>>;

// What this version wrote itself, in a file whose integrity and version were checked when it was opened,
// is not parsed again field by field: each cast below is of a value that `toColumns` or its like wrote.

export function toColumns(operation: Operation): Record<string, string | null> {
  const { price, failure, lease, ...rest } = operation;
  return { ...rest, price: json(price), failure: json(failure), lease: json(lease) };
}

export function toOperation(row: Row): Operation {
  const number = toE164(text(row["number"]));
  if (number === null) throw new Error("a row without a number");
  return {
    id: text(row["id"]),
    kind: row["kind"] === "release" ? "release" : "lease",
    account: text(row["account"]),
    number,
    state: text(row["state"]) as Operation["state"],
    sender: text(row["sender"]),
    price: parsed(row["price"]) as Price | null,
    failure: parsed(row["failure"]) as LeaseFailure | null,
    order: row["order"] === null ? null : text(row["order"]),
    lease: parsed(row["lease"]) as Lease | null,
    startedAt: text(row["startedAt"]),
    changedAt: text(row["changedAt"]),
  };
}

export function toEntry(row: Row): OperationEntry {
  return { event: JSON.parse(text(row["event"])) as OperationEvent, at: text(row["at"]) };
}

export function toKnownLease(row: Row): KnownLease {
  return {
    lease: JSON.parse(text(row["lease"])) as Lease,
    origin: text(row["origin"]) as KnownLease["origin"],
  };
}

export function toPriceColumn(row: Row): Price {
  return JSON.parse(text(row["price"])) as Price;
}

/** The price of a lease for as long as it is charged again. */
export function charged(lease: Lease): string | null {
  return lease.state === "releasing" ? null : json(lease.price);
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
