import { formatRecurring } from "../domain/price.js";
import type { LeaseFailure } from "./lease-failure.js";
import {
  ledgerWords,
  notSentNext,
  notSentWords,
  overCapWords,
  unlistedWords,
  unclearWords,
} from "./failure-words.js";

/** A failure in three sentences for a person. The one place where failures become words. */
export interface FailureDescription {
  readonly happened: string;
  /** Whether money was spent. */
  readonly spent: string;
  readonly next: string;
}

/** Of what spends nothing by itself, such as a read, and of what the provider refused. */
const nothing = "Nothing was spent.";
/** Of what would have spent, where it is known that it never left. */
const sentNothing = "Nothing was sent, so nothing was spent.";

/** What happened, whether money was spent, and what to do next. */
export function describeFailure(failure: LeaseFailure): FailureDescription {
  const described = describe(failure);
  const requestId = "requestId" in failure ? failure.requestId : undefined;
  if (requestId === undefined) return described;
  const found = `The provider's support can find the request as ${requestId}.`;
  return { ...described, next: `${described.next} ${found}` };
}

function describe(failure: LeaseFailure): FailureDescription {
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
        happened: "The number is not available: somebody has it, or it is no longer offered.",
        spent: "Nothing was spent by this.",
        next: "Look whether it is among your own numbers. If it is not, choose another one.",
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
        next: "Choose a number with a price, or agree in so many words to lease it without one.",
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
        spent: "Nothing was sent for it this time.",
        next: "Wait for that to end, then refresh the list.",
      };
    case "over-cap":
      return {
        happened: overCapWords(failure),
        spent: nothing,
        next: "Choose a cheaper number, release one, or raise the limit in the settings.",
      };
    case "unlisted":
      return {
        happened: unlistedWords(failure),
        spent: sentNothing,
        next: "Try again when the account can be read.",
      };
    case "lease-changed":
      return {
        happened: "The number is leased again, under another lease than the one shown.",
        spent: nothing,
        next: "Refresh the list and look at it again.",
      };
    case "protected":
      return {
        happened: "The number is protected: it must not be released.",
        spent: sentNothing,
        next: "If it is not needed any more, take its protection away first.",
      };
    case "ledger-unavailable":
      return {
        happened: `${ledgerWords[failure.reason].happened} What cannot be written down is not sent.`,
        spent: sentNothing,
        next: ledgerWords[failure.reason].next,
      };
    case "rejected":
      return { happened: rejected(failure), spent: nothing, next: "Correct it and try again." };
    case "not-sent":
      return {
        happened: notSentWords[failure.reason],
        spent: sentNothing,
        next: notSentNext(failure.reason),
      };
    case "no-answer":
      return { happened: unclearWords(failure), spent: nothing, next: "Try again in a moment." };
    case "outcome-unknown":
      return {
        happened: unclearWords(failure),
        spent: "Money may have been spent: whether the provider acted is not known.",
        next: "It is being looked up until it is known. Nothing is sent again by itself.",
      };
    case "defect":
      return {
        happened: `Something in Leaseline does not work as it should (${failure.detail}).`,
        spent: sentNothing,
        next: "Please report it. The log says more.",
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

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
