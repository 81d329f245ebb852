import type { LeaseFailure } from "@leaseline/core";
import type { CommandFailure } from "./command-error.js";

/** What a script is told by the number alone. Documented in the README; a number never changes its meaning. */
export const exitCodes = {
  done: 0,
  /** Failed, and nothing was spent. */
  failed: 1,
  usage: 2,
  /** The outcome is not known yet: money may have been spent. */
  unknown: 3,
  /** Not available, taken by somebody else, or not held. */
  unavailable: 4,
  /** Consent is missing, or the price is not the one agreed to. */
  consent: 5,
  overCap: 6,
  credentials: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export function exitCodeOf(failure: LeaseFailure | CommandFailure): ExitCode {
  switch (failure.kind) {
    case "usage":
    case "bad-config":
    case "bad-input":
      return exitCodes.usage;
    case "outcome-unknown":
      return exitCodes.unknown;
    case "number-taken":
    case "not-leased":
      return exitCodes.unavailable;
    case "consent-missing":
    case "price-differs":
    case "price-changed":
    case "price-unknown":
    case "quote-expired":
      return exitCodes.consent;
    case "over-cap":
      return exitCodes.overCap;
    case "unauthorized":
    case "no-account":
    case "bad-credentials":
    case "keychain-unavailable":
      return exitCodes.credentials;
    case "forbidden":
    case "insufficient-funds":
    case "requirements-missing":
    case "in-progress":
    case "lease-changed":
    case "ledger-unavailable":
    case "rejected":
    case "not-sent":
    case "no-answer":
    case "cancelled":
    case "unsettled":
    case "io":
      return exitCodes.failed;
  }
}
