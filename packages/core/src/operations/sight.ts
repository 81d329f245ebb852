import type { Lease } from "../domain/lease.js";
import { LeaseError, failureOf } from "../errors/lease-error.js";
import { type LeaseFailure, outcomeUnknown } from "../errors/lease-failure.js";
import type { Operation } from "../ledger/operation.js";
import type { ProviderAccount, Ownership, ReadOptions } from "../providers/provider-account.js";

/** What one look shows. */
export type Sight =
  /** What was wanted has happened. */
  | { readonly kind: "done"; readonly lease: Lease }
  /** A number to be released is not held any more; one such read may be out of date. */
  | { readonly kind: "gone"; readonly lease: Lease }
  | { readonly kind: "not-done" }
  /** No clear answer. */
  | { readonly kind: "nothing"; readonly failure: LeaseFailure };

/** Looks once: at the number or at the whole list, or at the other one where that gives no clear answer. */
export async function sight(
  provider: ProviderAccount,
  operation: Operation,
  first: "number" | "list",
  options?: ReadOptions,
): Promise<Sight> {
  const reads = [
    () => provider.get(operation.number, options),
    () => ownershipByList(provider, operation, options),
  ];
  let failure: LeaseFailure = outcomeUnknown("not-seen");
  for (const read of first === "number" ? reads : reads.toReversed()) {
    try {
      return sightOf(await read(), operation, provider);
    } catch (error) {
      failure = failureOf(error);
      if (isRefusal(failure) || options?.signal?.aborted) break;
    }
  }
  return { kind: "nothing", failure };
}

/** A list proves an absence only when it is complete, which is when it ends without an error. */
async function ownershipByList(
  provider: ProviderAccount,
  { number }: Operation,
  options?: ReadOptions,
): Promise<Ownership> {
  let isWhole = true;
  for await (const { leases, unread } of provider.list(options)) {
    const lease = leases.find((one) => one.number === number && one.state !== "released");
    if (lease) return { kind: "owned", lease };
    isWhole &&= unread.length === 0;
  }
  // What could not be read may be the number.
  if (!isWhole) throw new LeaseError(outcomeUnknown("not-seen"));
  return { kind: "not-owned" };
}

function sightOf(ownership: Ownership, operation: Operation, provider: ProviderAccount): Sight {
  if (operation.kind === "lease")
    return ownership.kind === "owned"
      ? { kind: "done", lease: ownership.lease }
      : { kind: "not-done" };
  if (ownership.kind === "not-owned")
    return { kind: "gone", lease: releasedLease(operation, provider) };
  const { lease } = ownership;
  return lease.state === "releasing" || lease.state === "released"
    ? { kind: "done", lease }
    : { kind: "not-done" };
}

/** The lease as it ended, where the provider says no more than that it is gone. */
function releasedLease(
  { account, number, lease }: Operation,
  { provider }: ProviderAccount,
): Lease {
  return {
    leaseId: null,
    label: null,
    country: null,
    type: null,
    place: null,
    features: [],
    price: null,
    endsAt: null,
    ...lease,
    number,
    account,
    provider,
    provisioning: [],
    nextChargeAt: null,
    state: "released",
  };
}

/** A reason that no later read will change by itself. */
export function isRefusal({ kind }: LeaseFailure): boolean {
  return kind === "unauthorized" || kind === "forbidden";
}
