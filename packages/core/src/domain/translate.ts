/** Gives a text in the language of whoever reads it; `{0}`, `{1}`… in it stand for the values. */
export type Translate = (text: string, ...values: readonly (string | number)[]) => string;

/** The text as it is written here, in English. */
export const untranslated: Translate = (text, ...values) =>
  text.replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));

/** Marks a text that is kept as it is here, and translated where it is said; the lists of translations are held to these. */
export const phrase = <Text extends string>(text: Text): Text => text;
