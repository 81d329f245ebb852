import assert from "node:assert/strict";
import type { AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import { type Money, toMoney } from "../domain/money.js";
import { type E164, toE164 } from "../domain/phone-number.js";
import { type Price, toPrice } from "../domain/price.js";
import type { SpendCap } from "../domain/spending.js";
import type { Claim } from "../ledger/claim.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Operation, OperationEvent } from "../ledger/operation.js";
import { createLedger } from "../ledger/rules.js";
import type { LedgerStore, LedgerView } from "../ledger/store.js";

/** A store to be tested, empty. */
export interface LedgerStoreStage {
  /** Another session on the same records, as another process has it. */
  open(): LedgerStore;
  /** Closes every session, and removes what they left. */
  close(): Promise<void>;
}

/** How the suite gets at a store. */
export interface LedgerStoreHarness {
  /** A stage of its own, with no records. Called once for each test. */
  start(): Promise<LedgerStoreStage>;
}

/** Declares one test on an empty store, which is closed afterwards. */
export type StoreTest = (name: string, body: (stage: LedgerStoreStage) => Promise<void>) => void;

export const a = { identity: "example||a" as AccountIdentity, account: "a" };
export const b = { identity: "example||b" as AccountIdentity, account: "b" };
export const number = e164("+12025550123");
export const another = e164("+13055550101");
export const request = {
  ...a,
  kind: "lease",
  number,
  price: usd("2.00"),
  lease: null,
  key: null,
} as const;
export const release = { ...request, kind: "release", price: null } as const;
export const refused = { kind: "number-taken" } as const;
export const lost = {
  kind: "outcome-unknown",
  reason: "connection-lost",
  status: null,
  detail: null,
} as const;

/** For what is waited for as long as the test may take. */
export const untilTheEnd: AbortSignal = new AbortController().signal;

/** One session of a ledger on the store, on a day that its machine and, if it has a clock of its own, the store agree on. */
export function ledgerOn(stage: LedgerStoreStage, today = "2026-11-25"): Ledger {
  const clock = () => new Date(`${today}T12:00:00Z`);
  const store = stage.open();
  const onDay = <View extends LedgerView>(view: View): View =>
    view.now ? { ...view, now: async () => clock() } : view;
  return createLedger(
    {
      ...store,
      write: (work) => store.write((records) => work(onDay(records))),
      read: (work) => store.read((view) => work(onDay(view))),
    },
    clock,
  );
}

/** The operation of a request that could be begun, after what happened to it. */
export async function begun(
  ledger: Ledger,
  wanted: Parameters<Ledger["claim"]>[0] = request,
  ...events: readonly OperationEvent[]
): Promise<Operation> {
  let operation = operationOf(await ledger.claim(wanted));
  for (const event of events) operation = await ledger.record(operation.id, event);
  return operation;
}

export function operationOf(claim: Claim): Operation {
  assert.equal(claim.kind, "claimed");
  // Narrowed by hand: the assertion on the line above does not narrow.
  if (claim.kind !== "claimed") throw new Error("unreachable");
  return claim.operation;
}

/** What the operation on a number is told when it has gone through. */
export function done(
  one: E164 = number,
  price: Price | null = usd("2.00"),
  state: Lease["state"] = "active",
): OperationEvent {
  return { kind: "committed", lease: { ...leaseOf(one), price, state }, how: "answered" };
}

export function leaseOf(one: E164, account = "a"): Lease {
  return {
    number: one,
    account,
    provider: "example",
    leaseId: null,
    label: null,
    state: "active",
    country: "US",
    type: "local",
    place: null,
    features: ["sms"],
    price: usd("2.00"),
    provisioning: [],
    nextChargeAt: null,
    endsAt: null,
  };
}

export function monthly(limit: string): readonly SpendCap[] {
  return [{ kind: "monthly", limit: money(limit) }];
}

export function usd(recurring: string, setup = "0"): Price {
  const price = toPrice({ currency: "USD", setup, recurring, intervalMonths: 1 });
  if (!price) throw new Error("no price");
  return price;
}

export function money(amount: string): Money {
  const found = toMoney(amount, "USD");
  if (!found) throw new Error("no money");
  return found;
}

export function e164(text: string): E164 {
  const found = toE164(text);
  if (!found) throw new Error(`${text} is no number`);
  return found;
}

/** The operation by which the number was leased. */
export function leased(ledger: Ledger, one: E164 = number): Promise<Operation> {
  return begun(ledger, { ...request, number: one }, { kind: "sent" }, done(one));
}

/** The numbers that it knows, each with where it comes from. */
export async function known(ledger: Ledger) {
  return (await ledger.lists()).flatMap(({ leases }) =>
    leases.map(({ lease, origin }) => [lease.number, origin]),
  );
}
