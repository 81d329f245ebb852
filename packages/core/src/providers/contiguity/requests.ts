import type { E164 } from "../../domain/phone-number.js";
import type { ApiRequest } from "../../http/api.js";
import * as wire from "./wire.js";

// Every request to Contiguity, as data. Source: Contiguity's OpenAPI description v2026.8.2.

export function available() {
  return {
    operation: "contiguity.available",
    effect: "read",
    method: "GET",
    path: "/numbers/leases",
    answer: wire.listAnswer,
    mayBeKept: true,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

export function get(number: E164) {
  return {
    operation: "contiguity.get",
    effect: "read",
    method: "GET",
    path: `/numbers/${encodeURIComponent(number)}`,
    answer: wire.numberAnswer,
    whenMissing: "number-taken",
  } as const satisfies ApiRequest<unknown>;
}

/** Costs money. */
export function create(number: E164, billingMethod: "monthly" | "service_contract" | undefined) {
  return {
    operation: "contiguity.create",
    effect: "write",
    method: "POST",
    path: `/numbers/lease/${encodeURIComponent(number)}`,
    body: billingMethod === undefined ? {} : { billing_method: billingMethod },
    answer: wire.createAnswer,
    whenMissing: "number-taken",
  } as const satisfies ApiRequest<unknown>;
}

export function leased() {
  return {
    operation: "contiguity.leased",
    effect: "read",
    method: "GET",
    path: "/numbers/leased",
    answer: wire.leasedAnswer,
    whenMissing: "rejected",
  } as const satisfies ApiRequest<unknown>;
}

/** Cannot be undone. */
export function terminate(number: E164) {
  return {
    operation: "contiguity.terminate",
    effect: "write",
    method: "DELETE",
    path: `/numbers/leased/${encodeURIComponent(number)}`,
    answer: wire.terminateAnswer,
    whenMissing: "not-leased",
  } as const satisfies ApiRequest<unknown>;
}
