import type { AccountId, Lease, Offer, Operation, ProviderId } from "@leaseline/core";
import { type FailureRecord, failureRecord } from "../output/failures.js";

// What `--json` writes of each thing, field by field: a field that the core gets does not become part of
// the contract by itself.

export function offerRecord(offer: Offer) {
  const { number, account, provider, price, country, type, features, place } = offer;
  const { carrier, reputation, leasable, requirements } = offer;
  return {
    number,
    account,
    provider,
    price,
    country,
    type,
    features,
    place,
    carrier,
    reputation,
    leasable,
    requirements,
  };
}

export function leaseRecord(lease: Lease) {
  const { number, account, provider, price, state, country, type, features, place } = lease;
  const { label, leaseId, provisioning, nextChargeAt, endsAt } = lease;
  return {
    number,
    account,
    provider,
    price,
    state,
    country,
    type,
    features,
    place,
    label,
    leaseId,
    provisioning,
    nextChargeAt,
    endsAt,
  };
}

/** @param providers - of every account that there is now. An operation keeps its account's name only. */
export function operationRecord(
  operation: Operation,
  providers: ReadonlyMap<AccountId, ProviderId>,
) {
  const { number, account, price, id, kind, state, failure, order, lease } = operation;
  const told: FailureRecord | null = failure && failureRecord(failure);
  return {
    number,
    account,
    provider: lease?.provider ?? providers.get(account) ?? null,
    price: price ?? lease?.price ?? null,
    id,
    kind,
    state,
    failure: told,
    order,
    startedAt: operation.startedAt,
    changedAt: operation.changedAt,
  };
}
