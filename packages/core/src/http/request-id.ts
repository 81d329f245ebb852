import type { LeaseFailure } from "../errors/lease-failure.js";
import { conceal } from "./redact.js";
import { type ResponseHeaders, headerText } from "./transport.js";

/** Where providers and what stands in front of them write it, the provider's own first. */
const names = ["x-request-id", "request-id", "x-correlation-id", "x-trace-id", "cf-ray"];

/** What the provider calls the request of this answer, which its support can find it by; null when it does not say. */
export function requestIdOf(
  headers: ResponseHeaders,
  secrets: readonly string[] = [],
): string | null {
  for (const name of names) {
    const id = headerText(headers, name);
    if (isRequestId(id, secrets)) return id;
  }
  return null;
}

/** A phone number or a key is none: it would be shown and stored. */
export function isRequestId(id: string, secrets: readonly string[]): boolean {
  return /^[\w.:/=-]{8,100}$/.test(id) && !/^\d{7,15}$/.test(id) && conceal(id, secrets) === id;
}

/** A failure that is told of an answer, with the id by which the provider's support can find it. */
export function withRequestId(failure: LeaseFailure, requestId: string): LeaseFailure {
  switch (failure.kind) {
    case "forbidden":
    case "rejected":
    case "no-answer":
    case "outcome-unknown":
      return { ...failure, requestId };
    default:
      return failure;
  }
}
