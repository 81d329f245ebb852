import type { AccountId, Lease, Offer, Operation, ProviderId } from "@leaseline/core";
import { failureRecord } from "../output/failures.js";
import type { LeaseRecord, OfferRecord, OperationRecord } from "./records.js";

export function offerRecord(offer: Offer): OfferRecord {
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

export function leaseRecord(lease: Lease): LeaseRecord {
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
): OperationRecord {
  const { number, account, price, id, kind, state, failure, how, key, order, lease } = operation;
  return {
    number,
    account,
    provider: lease?.provider ?? providers.get(account) ?? null,
    price: price ?? lease?.price ?? null,
    id,
    kind,
    state,
    failure: failure && failureRecord(failure),
    how,
    key,
    order,
    startedAt: operation.startedAt,
    changedAt: operation.changedAt,
  };
}
