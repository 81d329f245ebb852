import { formatInternational, isOpen } from "@leaseline/core";
import type { LeaseRecord, OfferRecord, OperationRecord } from "../documents/records.js";
import type { TextStyle } from "./text-style.js";
import { facts, table } from "./table.js";
import {
  dayWords,
  featureWords,
  momentWords,
  operationStateWords,
  placeWords,
  priceWords,
  requirementWords,
  stateWords,
  typeWords,
  words,
} from "./words.js";

export function offersTable(offers: readonly OfferRecord[], style: TextStyle): string {
  if (offers.length === 0) return "Nothing found.";
  return table(
    ["Number", "Price", "Place", "Type", "Features", "Account"],
    offers.map((offer) => [
      offer.number,
      priceWords(offer.price),
      placeWords(offer),
      typeWords(offer.type),
      featureWords(offer.features),
      offer.account,
    ]),
    style,
  );
}

/** @param kept - those that must not be released. */
export function leasesTable(
  leases: readonly LeaseRecord[],
  kept: readonly string[],
  style: TextStyle,
): string {
  if (leases.length === 0) return "No numbers are leased.";
  return table(
    [
      "Number",
      "State",
      "Price",
      "Next charge",
      "Ends",
      "Place",
      "Features",
      "Account",
      "Label",
      "Protected",
    ],
    leases.map((lease) => [
      lease.number,
      stateWords(lease),
      priceWords(lease.price),
      dayWords(lease.nextChargeAt),
      dayWords(lease.endsAt),
      placeWords(lease),
      featureWords(lease.features),
      lease.account,
      lease.label ?? "",
      kept.includes(lease.number) ? "protected" : "",
    ]),
    style,
  );
}

export function offerFacts(offer: OfferRecord, style: TextStyle): string {
  return facts(
    [
      ["Number", style.bold(formatInternational(offer.number))],
      ["Account", `${offer.account} (${offer.provider})`],
      ["Price", priceWords(offer.price)],
      ["Place", placeWords(offer)],
      ["Type", typeWords(offer.type)],
      ["Features", featureWords(offer.features)],
      ["Requirements", requirementWords(offer)],
    ],
    style,
  );
}

export function leaseFacts(lease: LeaseRecord, style: TextStyle): string {
  return facts(
    [
      ["Number", style.bold(formatInternational(lease.number))],
      ["Account", `${lease.account} (${lease.provider})`],
      ["Label", lease.label],
      ["State", stateWords(lease)],
      ...words
        .provisioning(lease)
        .map(({ failed, happened, next }) => [failed, `${happened} ${next}`] as const),
      ["Price", priceWords(lease.price)],
      ["Next charge", dayWords(lease.nextChargeAt)],
      ["Ends", dayWords(lease.endsAt)],
      ["Place", placeWords(lease)],
      ["Type", typeWords(lease.type)],
      ["Features", featureWords(lease.features)],
    ],
    style,
  );
}

export function operationsTable(operations: readonly OperationRecord[], style: TextStyle): string {
  return table(
    ["ID", "Started (UTC)", "What", "Number", "State", "Price", "Account"],
    operations.map((operation) => [
      // As much of it as “abandon” needs.
      operation.id.slice(0, 8),
      momentWords(operation.startedAt),
      operation.kind,
      operation.number,
      `${operationStateWords(operation.state)}${isOpen(operation) ? ` (${["open", operation.holder].filter(Boolean).join(": ")})` : ""}`,
      operation.kind === "lease" ? priceWords(operation.price) : "",
      accountWords(operation),
    ]),
    style,
  );
}

/** Of what is open, with its provider: it is settled through that account alone, which may have to be added first. */
function accountWords(operation: OperationRecord): string {
  const { account, provider } = operation;
  const isNamed = isOpen(operation) && provider !== null && provider !== account;
  return isNamed ? `${account} (${provider})` : account;
}
