import {
  type AccountId,
  type Lease,
  type LedgerSession,
  type Offer,
  type Operation,
  type ProviderId,
  isOpen,
  inDoubt,
  providerOf,
} from "@leaseline/core";
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

/**
 * @param accounts - that there are now, for what was begun before ledgers knew whose it is.
 * @param sessions - of those who may be at it.
 */
export function operationRecord(
  operation: Operation,
  accounts: readonly { readonly id: AccountId; readonly provider: ProviderId }[],
  sessions: readonly LedgerSession[] = [],
): OperationRecord {
  const holder =
    isOpen(operation) && sessions.find(({ session }) => session === operation.sender)?.holder;
  const { number, account, price, id, kind, state, failure, how, key, order, lease } = operation;
  const named = accounts.find((one) => one.id === account)?.provider;
  return {
    number,
    account,
    provider: lease?.provider ?? providerOf(operation.identity) ?? named ?? null,
    price: price ?? lease?.price ?? null,
    id,
    kind,
    state,
    failure: failure && failureRecord(isOpen(operation) ? inDoubt(failure) : failure),
    how,
    key,
    order,
    startedAt: operation.startedAt,
    changedAt: operation.changedAt,
    ...(holder && { holder }),
  };
}
