import { type Translate, phrase, sayReason, untranslated } from "../domain/translate.js";
import type { LeaseFailure } from "./lease-failure.js";
import {
  notSentNext,
  notSentWords,
  ofNewerVersion,
  overCapWords,
  unlistedWords,
  untilListed,
  unpricedWords,
  unclearWords,
  unknownNext,
} from "./failure-words.js";
import {
  inProgressWords,
  notConnectedWords,
  forbiddenWords,
  priceChangedWords,
  rejectedWords,
} from "./refusal-words.js";
import { wordsOfLedger } from "./ledger-words.js";
import { type FailureDescription, nothing, plainFailures, sentNothing } from "./plain-failures.js";

/**
 * What happened, whether money was spent, and what to do next.
 * @param translate - every text goes through it; English where it is left out.
 * @param locale - how amounts are written.
 */
export function describeFailure(
  failure: LeaseFailure,
  translate: Translate = untranslated,
  locale?: string,
): FailureDescription {
  const { happened, spent, next } = describe(failure, translate, locale);
  const described = { happened, spent: translate(spent), next: translate(next) };
  const requestId = "requestId" in failure ? failure.requestId : undefined;
  if (requestId === undefined) return described;
  const found = translate("The provider's support can find the request as {0}.", requestId);
  return { ...described, next: `${described.next} ${found}` };
}

/** With `spent` and `next` as phrases. */
function describe(
  failure: LeaseFailure,
  translate: Translate,
  locale?: string,
): FailureDescription {
  switch (failure.kind) {
    case "bad-input":
      return {
        happened: sayReason(failure, translate),
        spent: nothing,
        next: phrase("Correct it and try again."),
      };
    case "forbidden":
      return { ...forbiddenWords(failure, translate), spent: nothing };
    case "price-changed":
      return {
        happened: priceChangedWords(failure, translate, locale),
        spent: nothing,
        next: phrase("Look at the new price and decide again."),
      };
    case "requirements-missing":
      return {
        happened: translate(
          "The provider asks for more before it leases this number: {0}",
          failure.requirements.map((one) => translate(one.description)).join(" "),
        ),
        spent: nothing,
        next: phrase(
          "Meet the requirements in the provider's dashboard, or choose a number without them.",
        ),
      };
    case "in-progress":
      return {
        happened: inProgressWords(failure, translate),
        spent: phrase("Nothing was sent for it this time."),
        next: phrase("Wait for that to end, then refresh the list."),
      };
    case "not-connected":
      return {
        happened: notConnectedWords(failure, translate),
        spent: phrase("Nothing was given up, and its number stays blocked."),
        next:
          failure.by.holder === null
            ? phrase(
                "Connect the account, or have it checked on a machine that has its keys. Where nobody will have them again, “leaseline abandon” with --without-keys gives it up.",
              )
            : phrase("Wait for that to end."),
      };
    case "over-cap":
      return {
        happened: overCapWords(failure, translate, locale),
        spent: nothing,
        next: phrase("Choose a cheaper number, release one, or raise the limit in the settings."),
      };
    case "unlisted":
      return {
        happened: unlistedWords(failure, translate),
        spent:
          failure.because === "key-replaced"
            ? phrase("Nothing was sent for it this time.")
            : sentNothing,
        next: untilListed(failure),
      };
    case "unpriced":
      return {
        happened: unpricedWords(failure, translate),
        spent: sentNothing,
        next:
          failure.held.length === 0
            ? phrase("Choose a number with a price, or say what this one should count as.")
            : phrase("Say what each of them costs a month, then lease again."),
      };
    case "ledger-unavailable": {
      const { happened, next } = wordsOfLedger(failure.reason);
      return {
        happened: `${translate(happened)} ${translate("What cannot be written down is not sent.")}`,
        spent: sentNothing,
        next,
      };
    }
    case "rejected":
      return {
        happened: rejectedWords(failure, translate),
        spent: nothing,
        next: phrase("Correct it and try again."),
      };
    case "not-sent":
      return {
        happened: translate(notSentWords[failure.reason] ?? ofNewerVersion),
        spent: sentNothing,
        next: notSentNext(failure.reason),
      };
    case "no-answer":
      return {
        happened: unclearWords(failure, translate),
        spent: nothing,
        next: phrase("Try again in a moment."),
      };
    case "outcome-unknown":
      return {
        happened: unclearWords(failure, translate),
        spent: phrase(
          "Money may have been spent, or may go on being spent: whether the provider acted is not known.",
        ),
        next:
          unknownNext[failure.reason] ??
          phrase("It is being looked up until it is known. Nothing is sent again by itself."),
      };
    case "defect":
      return {
        happened: translate(
          "Something in Leaseline does not work as it should ({0}).",
          failure.detail,
        ),
        spent: sentNothing,
        next: phrase("Please report it. The log says more."),
      };
    case "number-taken":
      if (failure.heldBy === undefined) return plain(failure.kind, translate);
      return {
        happened: translate(
          "The number is leased already: as far as is known here, “{0}” holds it.",
          failure.heldBy,
        ),
        spent: phrase("Nothing was spent by this."),
        next: phrase("Use it from there, or choose another one."),
      };
    default:
      // Another program may have written it down.
      if (Object.hasOwn(plainFailures, failure.kind)) return plain(failure.kind, translate);
      return {
        happened: translate(ofNewerVersion),
        spent: phrase("Whether money was spent this version cannot tell."),
        next: phrase("Update Leaseline in this window or on this machine, then try again."),
      };
  }
}

function plain(kind: keyof typeof plainFailures, translate: Translate): FailureDescription {
  return { ...plainFailures[kind], happened: translate(plainFailures[kind].happened) };
}

/** The three sentences of {@link describeFailure} as one line. */
export function failureSentence(
  failure: LeaseFailure,
  translate: Translate = untranslated,
  locale?: string,
): string {
  const { happened, spent, next } = describeFailure(failure, translate, locale);
  return `${happened} ${spent} ${next}`;
}
