/** Gives a text in the language of whoever reads it; `{0}`, `{1}`… in it stand for the values. */
export type Translate = (text: string, ...values: readonly (string | number)[]) => string;

/** The text as it is written here, in English. */
export const untranslated: Translate = (text, ...values) =>
  text.replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));

/** Marks a text that is kept as it is here, and translated where it is said; the lists of translations are held to these. */
export const phrase = <Text extends string>(text: Text): Text => text;

/** Why something is refused: a sentence that is said where nobody knows yet in which language. */
export interface Reason {
  /** Whole, in English. */
  readonly reason: string;
  /** The same with its values apart, where it has any: what a translator is given. */
  readonly template?: Template;
}

/** A text with `{0}`, `{1}`… in it, and the values that stand there. */
export type Template = readonly [text: string, ...values: readonly (string | number)[]];

/** A reason from a text and its values. @param template - its text is marked with {@link phrase}. */
export function reasonWith(...template: Template): Reason {
  const reason = untranslated(...template);
  return template.length === 1 ? { reason } : { reason, template };
}

/** The sentence in the language of whoever reads it. */
export function sayReason({ reason, template }: Reason, translate: Translate): string {
  return template ? translate(...template) : translate(reason);
}
