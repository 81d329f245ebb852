import { formatMoney } from "@leaseline/core";
import {
  featureWords,
  formatDate,
  internationalNumber,
  originWords,
  placeWords,
  provisioningFacts,
  stateWords,
} from "../words/lease-words.js";
import { operationWords } from "../words/operation-words.js";
import { translate, words } from "../words/translate.js";
import type { LeaseNode } from "./nodes.js";

/** Everything known of a lease, as names and values. */
export function leaseFacts(
  {
    lease,
    origin,
    operation,
    isProtected,
  }: Pick<LeaseNode, "lease" | "origin" | "operation" | "isProtected">,
  locale?: string,
): readonly (readonly [string, string])[] {
  const { price } = lease;
  const facts: (readonly [string, string | null])[] = [
    [translate("Number"), internationalNumber(lease.number)],
    ["E.164", lease.number],
    [translate("Label"), lease.label],
    [translate("Protected"), isProtected ? translate("must not be released") : null],
    [translate("In progress"), operation && operationWords(operation)],
    [translate("State"), stateWords(lease, locale)],
    ...provisioningFacts(lease),
    [translate("Leased"), origin && originWords(origin)],
    // Its type has a line of its own.
    [translate("Place"), placeWords({ country: lease.country, place: lease.place })],
    [translate("Type"), words.type(lease.type)],
    [translate("Channels"), featureWords(lease.features)],
    [translate("Price"), words.recurring(price, locale)],
    [translate("Setup"), price?.setup ? formatMoney(price.setup, locale) : null],
    [translate("Next charge"), lease.nextChargeAt ? formatDate(lease.nextChargeAt, locale) : null],
    [translate("Ends"), lease.endsAt ? formatDate(lease.endsAt, locale) : null],
    [translate("Lease"), lease.leaseId],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}
