import { type Money, totalsByCurrency } from "../domain/money.js";
import { type Spending, monthlyCharge } from "../domain/spending.js";
import type { E164 } from "../domain/phone-number.js";
import type { Operation } from "./operation.js";
import type { Cost, LeaseRecord, LedgerRecords, LedgerView } from "./store.js";

/**
 * The calendar month (UTC) in which something counts: the later one of the clock's and of what the ledger has
 * seen. So a clock that was set back frees nothing; the clock chooses a month, and decides nothing else.
 */
export async function monthOf(view: LedgerView, at: string): Promise<string> {
  const seen = await view.month();
  const month = at.slice(0, "2026-11".length);
  return seen > month ? seen : month;
}

export async function spendingIn(view: LedgerView, month: string): Promise<Spending> {
  const costs = await view.costs(month);
  const running = costs.filter(({ kind }) => kind === "running").map(({ money }) => money);
  return {
    running: totalsByCurrency(running),
    bill: totalsByCurrency(costs.map(({ money }) => money)),
  };
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
  return runs(record) ? costs("running", null, monthlyCharge(record?.price ?? null)) : [];
}

/** Once a number is given back, the first charge of a lease of this month stays. */
export async function bookLease(
  records: LedgerRecords,
  list: string,
  number: E164,
  { record, before, month }: Holding,
): Promise<void> {
  await records.putCosts(`${list} ${number}`, upkeep(record));
  const first = record?.first ?? before?.first;
  if (!first) return;
  const stays = !runs(record) && first.month === month;
  await records.putCosts(
    `first ${first.operation}`,
    stays ? costs("once", month, first.money) : [],
  );
}

function runs(record: Pick<LeaseRecord, "lease"> | null): boolean {
  return record !== null && record.lease.state !== "releasing" && record.lease.state !== "released";
}

interface Holding {
  /** Null when it is not held any more. */
  readonly record: LeaseRecord | null;
  readonly before: LeaseRecord | null;
  readonly month: string;
}

function costs(kind: Cost["kind"], month: string | null, money: Money | null): readonly Cost[] {
  return money ? [{ kind, month, money }] : [];
}
