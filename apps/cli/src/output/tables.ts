import {
  type Lease,
  type Offer,
  type Operation,
  formatInternational,
  isOpen,
} from "@leaseline/core";
import type { TextStyle } from "./text-style.js";
import { facts, table } from "./table.js";
import {
  dayWords,
  featureWords,
  momentWords,
  placeWords,
  priceWords,
  requirementWords,
  stateWords,
  typeWords,
} from "./words.js";

export function offersTable(offers: readonly Offer[], style: TextStyle): string {
  if (offers.length === 0) return "Nothing found.";
  return table(
    ["NUMBER", "PRICE", "PLACE", "TYPE", "FEATURES", "ACCOUNT"],
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

export function leasesTable(leases: readonly Lease[], style: TextStyle): string {
  if (leases.length === 0) return "No numbers are leased.";
  return table(
    ["NUMBER", "STATE", "PRICE", "NEXT CHARGE", "ENDS", "PLACE", "FEATURES", "ACCOUNT", "LABEL"],
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
    ]),
    style,
  );
}

export function offerFacts(offer: Offer, style: TextStyle): string {
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

export function leaseFacts(lease: Lease, style: TextStyle): string {
  return facts(
    [
      ["Number", style.bold(formatInternational(lease.number))],
      ["Account", `${lease.account} (${lease.provider})`],
      ["Label", lease.label],
      ["State", stateWords(lease)],
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

export function operationsTable(operations: readonly Operation[], style: TextStyle): string {
  if (operations.length === 0) return "Nothing has been leased or released from here.";
  return table(
    ["STARTED (UTC)", "WHAT", "NUMBER", "STATE", "PRICE", "ACCOUNT"],
    operations.map((operation) => [
      momentWords(operation.startedAt),
      operation.kind,
      operation.number,
      isOpen(operation) ? `${operation.state} (open)` : operation.state,
      operation.kind === "lease" ? priceWords(operation.price) : "",
      operation.account,
    ]),
    style,
  );
}
