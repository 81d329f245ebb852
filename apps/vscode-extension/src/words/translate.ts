import { type Translate, createWords, untranslated } from "@leaseline/core";

let current: Translate = untranslated;

/** Every text of the core's words goes through it: a window has one language, which the editor's host knows. */
export function translateWith(translate: Translate): void {
  current = translate;
}

/** What the editor says in the same words as every other front end. */
export const words = createWords((text, ...values) => current(text, ...values));
