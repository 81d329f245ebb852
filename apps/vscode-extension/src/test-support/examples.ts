import {
  type Lease,
  type Money,
  type Offer,
  type Price,
  type Quote,
  toE164,
  toMoney,
} from "@leaseline/core";

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

export function exampleQuote(change: Partial<Offer> = {}): Quote {
  const offer = exampleOffer(change);
  const { account, number, price } = offer;
  return { account, number, price: there(price), offer, quotedAtMs: 0 };
}

function there<Value>(value: Value | null): Value {
  if (value === null) throw new Error("The example is not well formed");
  return value;
}
