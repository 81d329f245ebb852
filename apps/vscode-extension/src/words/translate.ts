import {
  type FailureDescription,
  type LeaseFailure,
  type Translate,
  createWords,
  describeFailure as describe,
  failureSentence as sentence,
  untranslated,
} from "@leaseline/core";

let current: Translate = untranslated;
let language: string | undefined;

/**
 * Every text for a person goes through it from then on: a window has one language, which the editor's host knows.
 * @param locale - how amounts are written in what a failure says.
 */
export function translateWith(translator: Translate, locale?: string): void {
  current = translator;
  language = locale;
  counts = null;
}

/** A text of ours in the person's language: to be called when it is said, and not before. */
export const translate: Translate = (text, ...values) => current(text, ...values);

/** What the editor says in the same words as every other front end. */
export const words = createWords(translate);

let counts: Intl.NumberFormat | null = null;

/** How many, with the language's own marks between thousands: `10,000`. */
export function countText(count: number): string {
  return (counts ??= new Intl.NumberFormat(language ?? "en")).format(count);
}

export function describeFailure(failure: LeaseFailure): FailureDescription {
  return describe(failure, translate, language);
}

export function failureSentence(failure: LeaseFailure): string {
  return sentence(failure, translate, language);
}

/** Words as they begin a line or a sentence. */
export function asBeginning(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}
