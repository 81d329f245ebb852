import {
  type Lease,
  type Money,
  type Offer,
  type Operation,
  type Price,
  type Quote,
  toE164,
  toMoney,
} from "@leaseline/core";
import type { Look } from "../../src/pricing/messages.js";
import type { StoredAccount } from "../../src/accounts/account.js";
import type { AccountGroupTools } from "../../src/accounts/account-group.js";
import type { AccountLeases, Reading } from "../../src/leases-view/account-leases.js";
import type { LeaseActions } from "../../src/prompts/lease-actions.js";

// Plain examples for unit tests, to be changed in the one respect that a test is about.

export function money(amount: string, currency = "USD"): Money {
  return there(toMoney(amount, currency));
}

export function monthly(recurring: string, currency = "USD", setup = "2.99"): Price {
  return {
    setup: money(setup, currency),
    recurring: money(recurring, currency),
    intervalMonths: 1,
  };
}

export function e164(text: string) {
  return there(toE164(text));
}

const nothing = () => {};

/** Buttons that do nothing. */
export const exampleActions: LeaseActions = {
  copy: nothing,
  addToEnv: nothing,
  setDefault: nothing,
  search: nothing,
  searchSimilar: nothing,
  leaseAgain: nothing,
  releaseAgain: nothing,
  checkAgain: nothing,
  showView: nothing,
  openSettings: nothing,
  addAccount: nothing,
  updateKey: nothing,
  trySandbox: nothing,
  refresh: nothing,
  reloadWindow: nothing,
  openUrl: nothing,
  showLog: nothing,
};

export function exampleOffer(change: Partial<Offer> = {}): Offer {
  return {
    number: e164("+13055550100"),
    account: "first",
    provider: "contiguity",
    country: "US",
    type: null,
    features: ["sms", "voice"],
    price: monthly("19.99"),
    requirements: [],
    leasable: true,
    place: "Miami, FL",
    carrier: null,
    reputation: null,
    ...change,
  };
}

export function exampleAccount(change: Partial<StoredAccount> = {}): StoredAccount {
  return {
    id: "first",
    provider: "contiguity",
    label: "acme",
    sandbox: false,
    production: false,
    revision: "",
    ...change,
  };
}

export function exampleLease(change: Partial<Lease> = {}): Lease {
  return {
    number: e164("+13055550100"),
    account: "first",
    provider: "contiguity",
    leaseId: null,
    label: null,
    state: "active",
    country: "US",
    type: null,
    place: "Miami, FL",
    features: ["sms", "voice"],
    price: monthly("19.99"),
    provisioning: [],
    nextChargeAt: null,
    endsAt: null,
    ...change,
  };
}

/** What is known of an account that holds nothing. */
export function exampleEntry(change: Partial<AccountLeases> = {}): AccountLeases {
  return {
    account: exampleAccount(),
    leases: [],
    trouble: null,
    unreadable: [],
    pending: false,
    asOf: null,
    operations: [],
    origins: new Map(),
    protectedNumbers: new Set(),
    ...change,
  };
}

/** Of an account that has told all that it holds. */
export function exampleReading(change: Partial<Reading> = {}): Reading {
  return {
    identity: null,
    leases: [],
    unreadable: [],
    trouble: null,
    insteadOf: { readAt: null },
    pending: false,
    ...change,
  };
}

export function exampleQuote(change: Partial<Offer> = {}): Quote {
  const offer = exampleOffer(change);
  const { account, number, price } = offer;
  return { account, number, price, offer, quotedAtMs: 0 };
}

/** At all of the leased numbers. */
export function exampleLook(change: Partial<Look> = {}): Look {
  return {
    turn: 1,
    tab: "numbers",
    sort: null,
    filter: "",
    first: 0,
    count: 200,
    compared: [],
    charts: false,
    ...change,
  };
}

export function exampleOperation(change: Partial<Operation> = {}): Operation {
  return {
    id: "operation-1",
    kind: "lease",
    identity: null,
    account: "first",
    number: e164("+13055550100"),
    price: monthly("19.99"),
    lease: null,
    key: null,
    how: null,
    state: "unknown",
    sender: "session-1",
    failure: null,
    order: null,
    startedAt: "2026-11-25T10:00:00Z",
    changedAt: "2026-11-25T10:00:00Z",
    ...change,
  };
}

function there<Value>(value: Value | null): Value {
  if (value === null) throw new Error("The example is not well formed");
  return value;
}

/** What an account group is made with, beside its ledger and its accounts. */
export const exampleGroupTools: Omit<AccountGroupTools, "ledger" | "accounts" | "open"> = {
  late: { kind: "secrets-late" },
  ready: async () => {},
  caps: () => [],
  timing: undefined,
  onOperation: nothing,
  onLate: nothing,
};
