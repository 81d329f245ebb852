import { type Lease, isEnding } from "../domain/lease.js";
import type { E164 } from "../domain/phone-number.js";
import type { Unread } from "../domain/unread.js";
import { reasonOf } from "../errors/lease-error.js";
import { type LeaseFailure, refusesAccess, outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation } from "../ledger/operation.js";
import type { ProviderAccount, ReadOptions } from "../providers/provider-account.js";

/** What one look shows of a number. */
export type Sight =
  | { readonly kind: "held"; readonly lease: Lease }
  | { readonly kind: "not-shown" }
  /** It is not shown, and the provider has an order for it. */
  | { readonly kind: "ordered"; readonly order: string }
  /** No clear answer. */
  | { readonly kind: "not-known"; readonly failure: LeaseFailure };

type Looked = Pick<Operation, "kind" | "number">;

/**
 * Looks once, and sends nothing.
 * @param depth - `quick` believes one clear answer. `thorough` reads the whole list and searches the orders as
 * well, and calls a number not shown only when all of them agree.
 */
export async function look(
  account: ProviderAccount,
  looked: Looked,
  depth: "quick" | "thorough",
  options: ReadOptions = {},
): Promise<Sight> {
  const byNumber = await lookByNumber(account, looked.number, options);
  if (byNumber.kind === "held" || isFinal(byNumber, options)) return byNumber;
  const listed =
    depth === "quick" && byNumber.kind === "not-shown"
      ? byNumber
      : await lookInList(account, looked.number, options);
  if (listed.kind !== "not-shown" || looked.kind !== "lease") return listed;
  return lookInOrders(account, looked.number, options);
}

async function lookByNumber(
  account: ProviderAccount,
  number: E164,
  options: ReadOptions,
): Promise<Sight> {
  return orNotKnown(async () => {
    const ownership = await account.get(number, options);
    return ownership.kind === "owned" ? held(ownership.lease) : { kind: "not-shown" };
  });
}

/** A list shows that a number is not held when it is complete, which is when it ends without an error, and legible. */
async function lookInList(
  account: ProviderAccount,
  number: E164,
  options: ReadOptions,
): Promise<Sight> {
  return orNotKnown(async () => {
    let isLegible = true;
    let ending: Lease | undefined;
    for await (const { leases, unread } of account.list(options)) {
      const told = leases.filter((one) => one.number === number && one.state !== "released");
      // One that ends may be told of beside the next one, which does not.
      const lease = told.find((one) => !isEnding(one));
      if (lease) return held(lease);
      ending ??= told[0];
      if (unread.some((one) => mayBe(number, one))) isLegible = false;
    }
    if (ending) return held(ending);
    return isLegible && account.capabilities.listProvesAbsence ? { kind: "not-shown" } : notSeen;
  });
}

/** For a provider that takes orders: one that cannot be searched for them proves nothing. */
async function lookInOrders(
  account: ProviderAccount,
  number: E164,
  options: ReadOptions,
): Promise<Sight> {
  if (!account.findOrder) return { kind: "not-shown" };
  const { findOrder } = account;
  return orNotKnown(async () => {
    const found = await findOrder(number, options);
    return found ? { kind: "ordered", order: found.order } : { kind: "not-shown" };
  });
}

/** Whether something in a list that could not be read may be the number. */
export function mayBe(number: E164, { text }: Unread): boolean {
  const digits = (text ?? "").replace(/\D/g, "").replace(/^0+/, "");
  // Without its country code, or after what is dialled to call abroad.
  return number.endsWith(digits) || digits.endsWith(number.slice(1));
}

function held(lease: Lease): Sight {
  return lease.state === "released" ? { kind: "not-shown" } : { kind: "held", lease };
}

const notSeen: Sight = { kind: "not-known", failure: outcomeUnknown("not-seen") };

async function orNotKnown(read: () => Promise<Sight>): Promise<Sight> {
  try {
    return await read();
  } catch (error) {
    return { kind: "not-known", failure: reasonOf(error) };
  }
}

/** Whether another read would say the same, or nobody waits for it. */
function isFinal(sight: Sight, { signal }: ReadOptions): boolean {
  return sight.kind === "not-known" && (refusesAccess(sight.failure) || signal?.aborted === true);
}
