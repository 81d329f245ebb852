import type { AccountId } from "../domain/account.js";
import { type Lease, isChargedAgain } from "../domain/lease.js";
import { type Money, totalsByCurrency } from "../domain/money.js";
import { type Spending, type UnpricedNumber, monthlyCharge } from "../domain/spending.js";
import type { E164 } from "../domain/phone-number.js";
import { knownInterval } from "../domain/price.js";
import { type Operation, openStates } from "./operation.js";
import type { Booking, Cost, LeaseRecord, LedgerView } from "./store.js";

/**
 * The calendar month (UTC) in which something is booked: that of the moment, or a later one in which something was
 * booked before. What is charged while a clock is set back still counts when it is right again.
 */
export async function monthToBook(view: LedgerView, at: string): Promise<string> {
  const [seen, month] = [await view.month(), monthOf(at)];
  return seen > month ? seen : month;
}

/** @param at - what was booked in its month counts, or in a later one: a clock was ahead then. */
export async function spendingAt(view: LedgerView, at: string): Promise<Spending> {
  const costs = await view.costs(monthOf(at));
  const running = costs.filter(({ kind }) => kind === "running").map(({ money }) => money);
  return {
    running: totalsByCurrency(running),
    bill: totalsByCurrency(costs.map(({ money }) => money)),
    unpriced: await unpricedIn(view),
  };
}

/** Every number once, whichever lists have it, and whether it is held or being leased. */
async function unpricedIn(view: LedgerView): Promise<readonly UnpricedNumber[]> {
  const accounts = new Map((await view.lists()).map(({ list, account }) => [list, account]));
  const found = new Map<E164, AccountId>();
  for (const { list, number } of await view.unpriced()) found.set(number, accounts.get(list) ?? "");
  const open = await view.operations({ states: openStates });
  for (const { kind, price, number, account } of open)
    if (kind === "lease" && !price?.recurring) found.set(number, account);
  return [...found].map(([number, account]) => ({ account, number }));
}

/** What an operation may cost is reserved for as long as it is open, in whatever month that is. */
export function reservation({ kind, price }: Pick<Operation, "kind" | "price">): readonly Cost[] {
  if (kind === "release") return [];
  return [
    ...costs("running", null, monthlyCharge(price)),
    ...costs("once", null, price?.setup ?? null),
  ];
}

/** In the place of what was reserved, what it has cost in its month beside the number itself. */
export function charges(
  { kind, state, price, lease }: Pick<Operation, "kind" | "state" | "price" | "lease">,
  month: string,
): readonly Cost[] {
  if (kind === "release") return [];
  const setup = costs("once", month, lease?.price?.setup ?? price?.setup ?? null);
  switch (state) {
    case "committed":
      return setup;
    case "abandoned":
      // Nobody knows whether it was charged, and what is not known counts as spent.
      return [...setup, ...costs("once", month, price?.recurring ?? null)];
    default:
      return [];
  }
}

/** What a number costs every month while it is held. */
export function upkeep(record: Pick<LeaseRecord, "lease" | "price"> | null): readonly Cost[] {
  return record && isChargedAgain(record.lease)
    ? costs("running", null, monthlyCharge(record.price))
    : [];
}

/**
 * What a number that is given back was charged last, where that was in this month: it is not among what runs any more,
 * and stays in the month's bill.
 * @param agreed - the lease as it was when it was to be given back: it says when it is charged next.
 */
export function lastCharge(
  { lease, price, first }: Pick<LeaseRecord, "lease" | "price" | "first">,
  { nextChargeAt }: Pick<Lease, "nextChargeAt">,
  { month, at }: { readonly month: string; readonly at: string },
): readonly Cost[] {
  // Its first charge is booked by itself, and so is what runs on.
  if (!nextChargeAt || first?.month === month || isChargedAgain(lease)) return [];
  const next = monthOf(nextChargeAt);
  // What was due by then was charged, and an interval that is not said may be a month.
  const last =
    nextChargeAt <= at ? next : monthsBefore(next, knownInterval(price?.intervalMonths) ?? 1);
  return last < monthOf(at) ? [] : costs("once", month, price?.recurring ?? null);
}

/** A lease as it is from now on, null when it is not held any more, and what was known of it. */
export type LeaseChange =
  | { readonly record: LeaseRecord; readonly before: LeaseRecord | null }
  | { readonly record: null; readonly before: LeaseRecord };

/** What is booked of a number. Once it is given back, its first charge counts in the month of that. */
export function leaseBookings(list: string, { record, before }: LeaseChange): readonly Booking[] {
  const { number } = (record ?? before).lease;
  const running = { name: `${list} ${number}`, costs: upkeep(record) };
  const first = record?.first ?? before?.first;
  if (!first) return [running];
  const once =
    record && isChargedAgain(record.lease) ? [] : costs("once", first.month, first.money);
  return [running, { name: `first ${first.operation}`, costs: once }];
}

/**
 * With what leasing it has cost at once, also where its price became known only later.
 * @param last - what was last done with the number at its account, if anything was.
 */
export function withFirstCharge(record: LeaseRecord, last: Operation | null): LeaseRecord {
  const { price, first, origin } = record;
  if (first || origin !== "here" || !price?.recurring || last?.kind !== "lease") return record;
  const month = monthOf(last.changedAt);
  return { ...record, first: { operation: last.id, month, money: price.recurring } };
}

function monthOf(at: string): string {
  return at.slice(0, "2026-11".length);
}

function monthsBefore(month: string, count: number): string {
  const [year = 0, ofYear = 0] = month.split("-").map(Number);
  return monthOf(new Date(Date.UTC(year, ofYear - 1 - count)).toISOString());
}

function costs(kind: Cost["kind"], month: string | null, money: Money | null): readonly Cost[] {
  return money ? [{ kind, month, money }] : [];
}
