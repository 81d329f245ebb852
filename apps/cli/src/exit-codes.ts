import { type LeaseFailure, spentBy } from "@leaseline/core";
import type { CommandFailure } from "./command-error.js";

/** What a script is told by the number alone. A number never changes its meaning. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  unknown: 3,
  unavailable: 4,
  consent: 5,
  overCap: 6,
  credentials: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The same in words, for help and README. */
export const exitCodeWords: Readonly<Record<ExitCode, string>> = {
  0: "done, by this command or an earlier identical one",
  1: "failed, and nothing was spent; also: a watched number could not be set up",
  2: "wrong usage, or an invalid configuration",
  3: "the outcome is unknown, or an operation is still open: run leaseline reconcile",
  4: "not available, taken by somebody else, or not held",
  5: "consent is missing, or the price is different",
  6: "over a cap, or an amount that counts against it is unknown",
  7: "credentials are missing, unreadable or not accepted",
};

export function exitCodeOf(failure: LeaseFailure | CommandFailure): ExitCode {
  switch (failure.kind) {
    case "usage":
    case "bad-config":
    case "bad-input":
      return exitCodes.usage;
    case "outcome-unknown":
    case "in-progress":
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
    case "unlisted":
      return spentBy(failure) === "unknown" ? exitCodes.unknown : exitCodes.failed;
    case "over-cap":
    case "unpriced":
      return exitCodes.overCap;
    case "unauthorized":
    case "no-account":
    case "not-connected":
    case "bad-credentials":
    case "keychain-unavailable":
      return exitCodes.credentials;
    case "forbidden":
    case "insufficient-funds":
    case "requirements-missing":
    case "lease-changed":
    case "protected":
    case "defect":
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
