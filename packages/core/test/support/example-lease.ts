import type { Lease } from "../../src/domain/lease.js";
import { toPrice } from "../../src/domain/price.js";

/** A lease with nothing remarkable about it. */
export function exampleLease(changes: Pick<Lease, "number" | "account"> & Partial<Lease>): Lease {
  return {
    provider: "example",
    leaseId: null,
    label: null,
    state: "active",
    country: "US",
    type: "local",
    place: null,
    features: ["sms"],
    price: toPrice({ currency: "USD", setup: null, recurring: "2.00", intervalMonths: 1 }),
    provisioning: [],
    nextChargeAt: null,
    endsAt: null,
    ...changes,
  };
}
