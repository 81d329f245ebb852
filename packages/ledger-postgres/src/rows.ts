import {
  type Booking,
  type Cost,
  type Decimal,
  type LedgerSession,
  multiplyMoney,
  toMoney,
  type LeaseRecord,
  type ListRecord,
  type NumberNote,
  type Operation,
  type OperationEntry,
  LeaseError,
} from "@leaseline/core";
import * as z from "zod/mini";
import type { Row } from "./query.js";
import { form } from "./schema.js";
import {
  checkForm,
  looked,
  toEvent,
  toFailure,
  toFirst,
  toIdentity,
  toLease,
  toNumber,
  toPrice,
  toText,
  toTextOrNull,
} from "./stored.js";

/** What an operation is read with, and written with: as they are called there, and what they hold. */
export const operationColumns =
  "form id kind identity account number state sender key how price failure order lease started_at changed_at"
    .split(" ")
    .map((name) => `"${name}"`)
    .join(", ");

/** As it stands in the table, with what is JSON there as it is. */
export function operationRow(operation: Operation) {
  const { startedAt, changedAt, ...rest } = operation;
  return { ...rest, form, started_at: startedAt, changed_at: changedAt };
}

const kind = z.enum(["lease", "release"]);
const kindOfCost = z.enum(["running", "once"]);
const how = z.nullable(z.enum(["answered", "seen"]));
const origin = z.enum(["here", "before", "elsewhere"]);
const state = z.enum([
  "claimed",
  "sent",
  "unknown",
  "accepted",
  "needs-attention",
  "committed",
  "absent",
  "rejected",
  "not-sent",
  "abandoned",
]);

export function toOperation(row: Row): Operation {
  checkForm(row["form"]);
  return {
    id: toText(row["id"]),
    kind: looked(kind, row["kind"]),
    identity: toIdentity(row["identity"]),
    account: toText(row["account"]),
    number: toNumber(row["number"]),
    state: looked(state, row["state"]),
    sender: toText(row["sender"]),
    key: toTextOrNull(row["key"]),
    how: looked(how, row["how"]),
    price: toPrice(row["price"]),
    failure: toFailure(row["failure"]),
    order: toTextOrNull(row["order"]),
    lease: row["lease"] === null ? null : toLease(row["lease"]),
    startedAt: toText(row["started_at"]),
    changedAt: toText(row["changed_at"]),
  };
}

export function toEntry(row: Row): OperationEntry {
  checkForm(row["form"]);
  return { event: toEvent(row["event"]), at: toText(row["at"]) };
}

/** The same of a lease. */
export function leaseRow(list: string, record: LeaseRecord) {
  return { ...record, list, number: record.lease.number, form };
}

export function toLeaseRecord(row: Row): LeaseRecord {
  checkForm(row["form"]);
  return {
    lease: toLease(row["lease"]),
    origin: looked(origin, row["origin"]),
    price: toPrice(row["price"]),
    first: toFirst(row["first"]),
    position: toCount(row["position"]),
    missed: row["missed"] === true,
  };
}

export function toListRecord(row: Row): ListRecord {
  return {
    list: toText(row["list"]),
    identity: toIdentity(row["identity"]),
    account: toText(row["account"]),
    readAt: toTextOrNull(row["read_at"]),
    isWhole: row["is_whole"] === true,
    position: toCount(row["position"]),
  };
}

export function toNote(row: Row): NumberNote {
  return {
    number: toNumber(row["number"]),
    label: toTextOrNull(row["label"]),
    isProtected: row["is_protected"] === true,
  };
}

export function toSession(row: Row): LedgerSession {
  const { since } = row;
  return {
    session: toText(row["session"]),
    // Another machine has said so: nothing of it may look like a line of ours.
    holder: toText(row["holder"]).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " "),
    since: since instanceof Date ? since.toISOString() : null,
  };
}

/** @param rows - in the order of their names. */
export function toBookings(rows: readonly Row[]): readonly Booking[] {
  const bookings = new Map<string, Cost[]>();
  for (const row of rows) {
    const name = toText(row["name"]);
    const costs = bookings.get(name) ?? [];
    bookings.set(name, costs);
    const month = toText(row["month"]);
    costs.push({ ...toCost(row), month: month === "" ? null : month });
  }
  return [...bookings].map(([name, costs]) => ({ name, costs }));
}

export function toCost(row: Row): Pick<Cost, "kind" | "money"> {
  const none = toMoney("0", toText(row["currency"]));
  if (!none) throw new RangeError("an amount that is none");
  // A sum may have more digits than any amount: it is looked at where it is reckoned with.
  const sum = { ...none, amount: toText(row["amount"]) as Decimal };
  return { kind: looked(kindOfCost, row["kind"]), money: multiplyMoney(sum, 1) };
}

/** PostgreSQL's whole numbers of 64 bits come as text. */
export function toCount(value: unknown): number {
  const count = Number(toText(value));
  if (Number.isSafeInteger(count)) return count;
  throw new LeaseError({ kind: "ledger-unavailable", reason: "failed" });
}

export function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
