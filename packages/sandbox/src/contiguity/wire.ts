import type { OfferPrice } from "../catalogue/offer.js";
import type { ContiguityOffer } from "./offer.js";
import type { Lease } from "../state/inventory.js";
import type { Forwarding } from "./line-settings.js";
import type { ContiguityTerms } from "./terms.js";

export type ContiguityLease = Lease<ContiguityOffer, ContiguityTerms>;

/** Milliseconds here, seconds in lease times: that is how the provider does it. */
export function envelope(object: "response" | "error", nowMs: number, data: object): object {
  const prefix = object === "response" ? "req" : "err";
  return {
    id: `${prefix}_sandbox${nowMs.toString(36)}`,
    timestamp: nowMs,
    api_version: "v2026.8.2",
    object,
    data,
  };
}

export function numberOnWire(offer: ContiguityOffer, status: string, price: OfferPrice): object {
  const { number, country, region, city, carrier, createdAt, requirements } = offer;
  return {
    id: number,
    status,
    number: { e164: number, formatted: formatted(number) },
    location: { country, region, city },
    carrier,
    capabilities: { intl_sms: offer.internationalSms, channels: offer.channels },
    health: { reputation: offer.reputation, previous_owners: offer.previousOwners },
    data: requirements === null ? {} : { requirements, e911_capable: country === "US" },
    created_at:
      createdAt.sentAs === "iso"
        ? new Date(createdAt.epochSeconds * 1000).toISOString()
        : createdAt.epochSeconds,
    pricing: {
      currency: price.currency,
      upfront_fee: Number(price.setup),
      monthly_rate: Number(price.recurring),
    },
  };
}

export function leasedNumberOnWire(lease: ContiguityLease): object {
  return {
    ...numberOnWire(lease.offer, "leased", lease.price),
    ...(saysPrice(lease) ? {} : { pricing: null }),
    lease_id: lease.leaseId,
    lease_status: "active",
    billing: { method: lease.terms.method, period: period(lease) },
  };
}

export function newLeaseOnWire(lease: ContiguityLease): object {
  const { currency, setup, recurring } = lease.price;
  return {
    lease_id: lease.leaseId,
    number: lease.offer.number,
    status: "active",
    billing: {
      method: lease.terms.method,
      price: saysPrice(lease)
        ? { currency, monthly_rate: Number(recurring), upfront_fee: Number(setup) }
        : null,
      period: period(lease),
    },
  };
}

/** @param nowMs - when it ended; null for a lease that goes on. */
export function endedLeaseOnWire(lease: ContiguityLease, nowMs: number | null): object {
  return {
    lease_id: lease.leaseId,
    number_id: lease.offer.number,
    status: nowMs === null ? "active" : "terminated",
    terminated_at: nowMs === null ? null : seconds(nowMs),
  };
}

function saysPrice({ offer }: ContiguityLease): boolean {
  return offer.quirk?.kind !== "price-left-out";
}

/** Milliseconds, unlike the times of a lease. */
export function forwardingOnWire(
  number: string,
  { to, activeAtMs }: Forwarding,
  nowMs: number,
): object {
  const queued = nowMs < activeAtMs;
  return {
    number,
    call_forwarding: {
      enabled: to !== null,
      to,
      status: queued ? "queued" : "active",
      estimated_completion: queued ? activeAtMs : null,
    },
  };
}

/** Month to month: there is no end, and no next-charge date either. */
function period({ startedAtMs }: ContiguityLease): object {
  return { start: seconds(startedAtMs), end: null };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

function formatted(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 ($1) $2-$3");
}
