import { formatRecurring } from "../domain/price.js";
import type { LeaseFailure, NotSentReason } from "./lease-failure.js";

/** A failure in three sentences for a person. The one place where failures become words. */
export interface FailureDescription {
  readonly happened: string;
  /** Whether money was spent. */
  readonly spent: string;
  readonly next: string;
}

const nothing = "Nothing was spent.";

/** What happened, whether money was spent, and what to do next. */
export function describeFailure(failure: LeaseFailure): FailureDescription {
  switch (failure.kind) {
    case "bad-input":
      return { happened: failure.reason, spent: nothing, next: "Correct it and try again." };
    case "unauthorized":
      return {
        happened: "The provider did not accept the key.",
        spent: nothing,
        next: "Check the key in the provider's dashboard, then add the account again.",
      };
    case "forbidden":
      return forbidden(failure);
    case "insufficient-funds":
      return {
        happened: "The account's balance is too low.",
        spent: nothing,
        next: "Add funds in the provider's dashboard, then try again.",
      };
    case "number-taken":
      return {
        happened: "The number is no longer available.",
        spent: nothing,
        next: "Search again and choose another one.",
      };
    case "not-leased":
      return {
        happened: "The account does not hold this number.",
        spent: nothing,
        next: "Refresh the list to see what it holds.",
      };
    case "price-changed":
      return {
        happened: `The price is now ${formatRecurring(failure.current)}, and not ${formatRecurring(failure.quoted)} as quoted.`,
        spent: nothing,
        next: "Look at the new price and decide again.",
      };
    case "price-unknown":
      return {
        happened: "The provider did not say what the number costs.",
        spent: nothing,
        next: "Choose a number with a price, or ask the provider.",
      };
    case "quote-expired":
      return {
        happened: "The quote is too old.",
        spent: nothing,
        next: "Ask for the price again.",
      };
    case "requirements-missing":
      return {
        happened: `The provider asks for more before it leases this number: ${failure.requirements.map((one) => one.description).join(" ")}`,
        spent: nothing,
        next: "Meet the requirements in the provider's dashboard, or choose a number without them.",
      };
    case "in-progress":
      return {
        happened: "This number is already being leased or released.",
        spent: nothing,
        next: "Wait for that to end, then refresh the list.",
      };
    case "rejected":
      return { happened: rejected(failure), spent: nothing, next: "Correct it and try again." };
    case "not-sent":
      return {
        happened: notSent[failure.reason],
        spent: "Nothing was sent, so nothing was spent.",
        next: notSentNext(failure.reason),
      };
    case "no-answer":
      return { happened: unclear(failure), spent: nothing, next: "Try again in a moment." };
    case "outcome-unknown":
      return {
        happened: unclear(failure),
        spent: "Money may have been spent: whether the provider acted is not known.",
        next: "Refresh the list to see whether the account holds the number. Nothing is sent again by itself.",
      };
    case "cancelled":
      return {
        happened: "It was cancelled.",
        spent: nothing,
        next: "Start again when you are ready.",
      };
  }
}

/** The three sentences as one line. */
export function failureSentence(failure: LeaseFailure): string {
  const { happened, spent, next } = describeFailure(failure);
  return `${happened} ${spent} ${next}`;
}

function forbidden({
  reason,
  agreementUrl,
}: Extract<LeaseFailure, { kind: "forbidden" }>): FailureDescription {
  if (agreementUrl !== null) {
    return {
      happened: "The provider asks you to accept an agreement first.",
      spent: nothing,
      next: "Review the agreement, then try again.",
    };
  }
  return {
    happened:
      reason === null
        ? "The account may not do this."
        : `The provider does not allow it: ${sentence(reason)}`,
    spent: nothing,
    next: "Check what the account and its key may do in the provider's dashboard.",
  };
}

function rejected({ reason, status, field }: Extract<LeaseFailure, { kind: "rejected" }>): string {
  const about = field === null ? "" : ` (${field})`;
  return reason === null
    ? `The provider refused${about}, with status ${status}.`
    : `The provider refused${about}: ${sentence(reason)}`;
}

const notSent: Record<NotSentReason, string> = {
  "name-lookup": "The provider's address could not be found.",
  refused: "The provider's address refused the connection.",
  "connect-timeout": "The provider's address did not answer.",
  tls: "No secure connection to the provider could be made.",
  proxy: "The proxy did not let the connection through.",
  cancelled: "It was cancelled before anything was sent.",
  "no-token": "No access token could be had from the provider.",
};

function notSentNext(reason: NotSentReason): string {
  switch (reason) {
    case "cancelled":
      return "Start again when you are ready.";
    case "tls":
      return "Check the certificates of your network; the check cannot be switched off.";
    case "proxy":
      return "Check the proxy's address and its user name.";
    case "name-lookup":
    case "refused":
    case "connect-timeout":
    case "no-token":
      return "Check the network connection, then try again.";
  }
}

function unclear({
  reason,
  status,
  detail,
}: Extract<LeaseFailure, { kind: "no-answer" | "outcome-unknown" }>): string {
  switch (reason) {
    case "timed-out":
      return "The provider did not answer in time.";
    case "connection-lost":
      return "The connection was lost before the provider's answer was complete.";
    case "too-large":
      return "The provider's answer was larger than any answer of its kind should be.";
    case "redirected":
      return "The provider's address sent us elsewhere, which is not followed.";
    case "not-json":
      return `The answer did not come from the provider's API: it was not JSON${status === null ? "" : ` (status ${status})`}. A proxy or a wrong address can cause this.`;
    case "unexpected-form":
      return `The provider's answer has an unexpected form${detail === null ? "" : ` (${detail})`}.`;
    case "other-number":
      return "The provider's answer is about another number.";
    case "conflict":
      return "The provider says that the number is in use.";
    case "server-error":
      return `The provider's service failed${status === null ? "" : ` with status ${status}`}.`;
    case "rate-limited":
      return "The provider is receiving too many requests.";
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
