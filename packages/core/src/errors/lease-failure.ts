import type { Price } from "../domain/price.js";
import type { Requirement } from "../domain/requirement.js";

/** Why a request provably never left this machine. */
export type NotSentReason =
  | "name-lookup"
  | "refused"
  | "connect-timeout"
  | "tls"
  | "proxy"
  | "cancelled"
  | "no-token";

/** Why what came back, if anything did, is no clear answer. */
export type UnclearReason =
  | "timed-out"
  | "connection-lost"
  | "too-large"
  | "redirected"
  | "not-json"
  | "unexpected-form"
  | "other-number"
  | "conflict"
  | "server-error"
  | "rate-limited";

/**
 * Everything that can go wrong, as one closed union. Told apart by `kind`, never by a message.
 * It holds no credential and no phone number, so it can be printed and stored.
 */
export type LeaseFailure =
  /** The caller gave something that cannot be used. Nothing was sent. */
  | { readonly kind: "bad-input"; readonly field: string; readonly reason: string }
  /** The provider does not accept the credentials. */
  | { readonly kind: "unauthorized" }
  /** The account may not do this; `agreementUrl` is what a person has to accept first, if that is why. */
  | {
      readonly kind: "forbidden";
      readonly reason: string | null;
      readonly agreementUrl: string | null;
    }
  | { readonly kind: "insufficient-funds" }
  /** Somebody else has the number, or the provider no longer offers it. */
  | { readonly kind: "number-taken" }
  /** The account does not hold the number. */
  | { readonly kind: "not-leased" }
  /** The price is no longer the quoted one: a new quote has to be agreed to. */
  | {
      readonly kind: "price-changed";
      readonly quoted: Price | null;
      readonly current: Price | null;
    }
  /** The provider said no price, so there is nothing to agree to. */
  | { readonly kind: "price-unknown" }
  /** The quote is too old to spend on. */
  | { readonly kind: "quote-expired" }
  | { readonly kind: "requirements-missing"; readonly requirements: readonly Requirement[] }
  /** An operation on the same number is still running. */
  | { readonly kind: "in-progress" }
  /** The provider refused, in its own documented form. */
  | {
      readonly kind: "rejected";
      readonly status: number;
      readonly reason: string | null;
      readonly field: string | null;
    }
  | { readonly kind: "not-sent"; readonly reason: NotSentReason }
  /** A read got no clear answer. `retryAfterMs` is when the provider wants to be asked again. */
  | (Unclear & { readonly kind: "no-answer"; readonly retryAfterMs: number | null })
  /** A lease or release got no clear answer: it may have been carried out. Never sent again by itself. */
  | (Unclear & { readonly kind: "outcome-unknown" })
  | { readonly kind: "cancelled" };

interface Unclear {
  readonly reason: UnclearReason;
  /** The HTTP status, when there was one. */
  readonly status: number | null;
  /** What was wrong with the answer: names of fields, never their contents. */
  readonly detail: string | null;
}

/** Whether money may have been spent when this happened. */
export function spentBy(failure: LeaseFailure): "nothing" | "unknown" {
  return failure.kind === "outcome-unknown" ? "unknown" : "nothing";
}
