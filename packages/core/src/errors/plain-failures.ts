import { phrase } from "../domain/translate.js";
import type { LeaseFailure } from "./lease-failure.js";

/** A failure in three sentences for a person, in the translator's language. */
export interface FailureDescription {
  /** What went wrong. */
  readonly happened: string;
  /** Whether money was spent. */
  readonly spent: string;
  /** What to do now. */
  readonly next: string;
}

/** Of what spends nothing by itself, such as a read, and of what the provider refused. */
export const nothing = phrase("Nothing was spent.");
/** Of what would have spent, where it is known that it never left. */
export const sentNothing = phrase("Nothing was sent, so nothing was spent.");

/** Of those that say the same each time, as phrases. */
export const plainFailures = {
  unauthorized: {
    happened: phrase("The provider did not accept the key."),
    spent: nothing,
    next: phrase("Check the key in the provider's dashboard, then add the account again."),
  },
  "insufficient-funds": {
    happened: phrase("The account's balance is too low."),
    spent: nothing,
    next: phrase("Add funds in the provider's dashboard, then try again."),
  },
  "number-taken": {
    happened: phrase("The number is not available: somebody has it, or it is no longer offered."),
    spent: phrase("Nothing was spent by this."),
    next: phrase("Check whether it is among your own numbers. If it is not, choose another one."),
  },
  "not-leased": {
    happened: phrase("The account does not hold this number."),
    spent: nothing,
    next: phrase("Refresh the list to see what it holds."),
  },
  "price-unknown": {
    happened: phrase("The provider did not say what the number costs."),
    spent: nothing,
    next: phrase("Choose a number with a price, or agree explicitly to lease it without one."),
  },
  "quote-expired": {
    happened: phrase("The quote is too old."),
    spent: nothing,
    next: phrase("Ask for the price again."),
  },
  "lease-changed": {
    happened: phrase("The number is leased again, under another lease than the one shown."),
    spent: nothing,
    next: phrase("Refresh the list and look at it again."),
  },
  protected: {
    happened: phrase("The number is protected: it must not be released."),
    spent: sentNothing,
    next: phrase("If you no longer need it, remove its protection first."),
  },
  cancelled: {
    happened: phrase("It was cancelled."),
    spent: nothing,
    next: phrase("Start again when you are ready."),
  },
} satisfies Partial<Record<LeaseFailure["kind"], FailureDescription>>;
