/** Gives a text in the language of whoever reads it; `{0}`, `{1}`… in it stand for the values. */
export type Translate = (text: string, ...values: readonly (string | number)[]) => string;

/** The text as it is written here, in English. */
export const untranslated: Translate = (text, ...values) =>
  text.replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
