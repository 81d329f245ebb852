import { createLeaseClient } from "../../src/client/create-lease-client.js";
import type { E164 } from "../../src/domain/phone-number.js";
import { toPrice } from "../../src/domain/price.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import type { OperationEvent } from "../../src/ledger/operation.js";
import type { OrderProgress, ProviderAccount } from "../../src/providers/provider-account.js";
import { exampleAccount } from "./example-account.js";
import { exampleLease } from "./example-lease.js";
import { quickClock } from "./quick-clock.js";

// Branded by its form; nothing here depends on which number it is.
export const number = "+13055550100" as E164;
export const lease = exampleLease({ account: "a", number });
export const offer = {
  number,
  account: "a",
  provider: "example",
  country: "US",
  type: "local",
  features: ["sms"],
  price: toPrice({ currency: "USD", setup: "0", recurring: "2.00", intervalMonths: 1 }),
  requirements: [],
  leasable: true,
  place: null,
  carrier: null,
  reputation: null,
} as const;
/** An operation that a process which is gone has left as these events tell. @param open - a session of one ledger. */
export async function left(
  open: () => Ledger,
  account: ProviderAccount,
  events: readonly OperationEvent[],
) {
  const gone = open();
  const { identity } = account;
  const request = { kind: "lease", account: "a", identity, number } as const;
  const claim = await gone.claim({ ...request, key: null, price: null, lease: null });
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  for (const event of events) await gone.record(claim.operation.id, event);
  await gone.close();
  const clock = quickClock();
  const client = createLeaseClient({ accounts: [account], ledger: open(), clock });
  return { client, clock };
}

/** An account whose orders have come as far as it says, and for which orders it was asked. */
export function following(progress: () => OrderProgress, changes: Partial<ProviderAccount> = {}) {
  const asked: string[] = [];
  const account = exampleAccount({
    ...changes,
    follow: async (order) => {
      asked.push(order);
      return progress();
    },
  });
  return { account, asked };
}
