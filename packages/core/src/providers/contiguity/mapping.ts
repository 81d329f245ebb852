import type { AccountId } from "../../domain/account.js";
import { toCountry } from "../../domain/country.js";
import { instantAt, isNoTime, toInstant } from "../../domain/instant.js";
import type { Lease, LeaseState } from "../../domain/lease.js";
import type { Feature, Offer, Requirement } from "../../domain/offer.js";
import { type SaidPrice, isNoPrice, toPrice } from "../../domain/price.js";
import { remembered } from "../../domain/remembered.js";
import { phrase } from "../../domain/translate.js";
import { unreadable } from "../../http/lenient.js";
import { plainText } from "../../http/redact.js";
import type { CreatedLease, NumberOnTheWire, PricingOnTheWire, TerminatedLease } from "./wire.js";

export function toOffer(wire: NumberOnTheWire, account: AccountId): Offer {
  const pricing = said(wire.pricing);
  const price = toPrice(pricing);
  return {
    number: wire.id,
    account,
    provider: "contiguity",
    country: countryOf(wire),
    type: null,
    features: features(wire),
    price,
    requirements: wire.data?.requirements ? wire.data.requirements.map(requirement) : "unknown",
    // "g-available" is explained nowhere: such a number is shown, and not offered.
    leasable:
      wire.status === "available" && !isHeld(wire) && (price !== null || !isNoPrice(pricing)),
    place: place(wire),
    carrier: plainText(wire.carrier ?? "") || null,
    reputation: reputation(wire.health?.reputation),
  };
}

/** Whether a lease of the account's stands beside it, whatever its status: to lease it would be to pay twice. */
function isHeld({ lease_id: id, lease_status: status }: NumberOnTheWire): boolean {
  return Boolean(id || status) && state(status) !== "released";
}

export function toLease(wire: NumberOnTheWire, account: AccountId): Lease {
  return {
    number: wire.id,
    account,
    provider: "contiguity",
    leaseId: leaseId(wire.lease_id),
    label: null,
    state: state(wire.lease_status, wire.billing?.period?.end),
    country: countryOf(wire),
    type: null,
    place: place(wire),
    features: features(wire),
    price: toPrice(said(wire.pricing)),
    provisioning: [],
    nextChargeAt: null,
    endsAt: instant(wire.billing?.period?.end),
  };
}

/** The answer to a lease says little about the number itself; the rest is as it was offered. */
export function toNewLease(created: CreatedLease, offer: Offer): Lease {
  const { number, account, provider, country, type, place, features } = offer;
  return {
    number,
    account,
    provider,
    country,
    type,
    place,
    features,
    leaseId: leaseId(created.lease_id),
    label: null,
    state: state(created.status, created.billing?.period?.end),
    price: toPrice(said(created.billing?.price)) ?? offer.price,
    provisioning: [],
    nextChargeAt: null,
    endsAt: instant(created.billing?.period?.end),
  };
}

export function toReleasedLease(terminated: TerminatedLease, lease: Lease): Lease {
  return {
    ...lease,
    leaseId: terminated.lease_id || lease.leaseId,
    // By the provider's word, and not by a time, which may be yet to come.
    state: state(terminated.status),
    endsAt: instant(terminated.terminated_at),
  };
}

/** Whether a new lease is said to be none: it has ended already, or the number is still to be had. */
export function deniesLease(state: LeaseState): boolean {
  return state === "released" || /^x-(g-)?(un)?available$/.test(state);
}

// Maps and not objects: what a provider sends may be named like something that every object has.
const states = new Map<string, LeaseState>([
  ["active", "active"],
  ["paused", "suspended"],
  ["expired", "released"],
  ["terminated", "released"],
]);

/** An end that cannot be read may be one that comes soon. */
function state(text: string | null | undefined, end?: TimeOnTheWire): LeaseState {
  const known = text ? (states.get(text) ?? `x-${plainText(text, 40)}`) : "active";
  const isOdd = (end ?? "") !== "" && isNoTime(typeof end === "number" ? epochMs(end) : `${end}`);
  return known === "active" && isOdd ? `x-${unreadable}` : known;
}

/** Null where it is not told which lease it is: an id that cannot be read is not another one. */
function leaseId(text: string | null | undefined): string | null {
  return text && text !== unreadable ? text : null;
}

const channels = new Map<string, Feature>([
  ["sms", "sms"],
  ["mms", "mms"],
  ["rcs", "rcs"],
  ["imessage", "imessage"],
  ["whatsapp", "whatsapp"],
]);

function features(wire: NumberOnTheWire): readonly Feature[] {
  const names = wire.capabilities?.channels ?? [];
  const { read } = lastFeatures;
  // What most numbers of a list can do, once for all of them.
  if (names.length !== read.length || names.some((name, index) => name !== read[index]))
    lastFeatures = {
      read: names,
      features: Object.freeze(
        names.map((name): Feature => channels.get(name) ?? `x-${plainText(name, 40)}`),
      ),
    };
  return lastFeatures.features;
}

let lastFeatures: { readonly read: readonly string[]; readonly features: readonly Feature[] } = {
  read: [],
  features: Object.freeze<Feature[]>([]),
};

const requirements = new Map<string, Requirement>([
  [
    "imessage_entitlement_required",
    { kind: "entitlement", description: phrase("The account needs the iMessage entitlement.") },
  ],
  [
    "whatsapp_entitlement_required",
    { kind: "entitlement", description: phrase("The account needs the WhatsApp entitlement.") },
  ],
  [
    "enterprise_plan_required",
    { kind: "plan", description: phrase("The account needs the enterprise plan.") },
  ],
]);

function requirement(code: string): Requirement {
  const text = plainText(code, 60);
  return (
    requirements.get(code) ?? { kind: `x-${text}`, description: `The provider asks for “${text}”.` }
  );
}

function said(wire: PricingOnTheWire | null | undefined): SaidPrice {
  return {
    currency: wire?.currency,
    setup: wire?.upfront_fee,
    recurring: wire?.monthly_rate,
    intervalMonths: 1,
  };
}

export function countryOf({ id, location }: NumberOnTheWire): string | null {
  return toCountry(location?.country, id);
}

function place({ location }: NumberOnTheWire): string | null {
  return placeOf(`${location?.city ?? ""}\0${location?.region ?? ""}`);
}

const placeOf = remembered(1000, (cityAndRegion: string) => {
  const parts = cityAndRegion.split("\0").map((part) => plainText(part));
  return parts.filter((part) => part !== "").join(", ") || null;
});

function reputation(value: number | null | undefined): number | null {
  return value !== null && value !== undefined && value >= 0 && value <= 1 ? value : null;
}

type TimeOnTheWire = number | string | null | undefined;

function instant(time: TimeOnTheWire): string | null {
  return typeof time === "number" ? instantAt(epochMs(time)) : toInstant(time);
}

/** A time of Contiguity's in epoch milliseconds: seconds and milliseconds both occur. */
export function epochMs(time: number): number {
  // 1e11 seconds are in the year 5138, 1e11 milliseconds in 1973.
  return Math.abs(time) < 1e11 ? time * 1000 : time;
}
