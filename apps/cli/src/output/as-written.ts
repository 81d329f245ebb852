// Control characters but the end of a line, and those that turn the direction of what follows. Colours of our own
// (styleText: bold, dim, red and green, and their ends) stay.
const hidden =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /(\u001b\[(?:1|2|22|31|32|39)m)|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text as a terminal may have it: whatever a file, an argument or an answer had in it moves no cursor and makes no link. */
export function asWritten(text: string): string {
  return text.replace(hidden, (_, own: string | undefined) => own ?? " ");
}

/** The same for JSON, which says them in its own way: nothing of it is lost. */
export function jsonText(document: object): string {
  return JSON.stringify(document, null, 2).replace(
    /[^\n -~\u00a0-\uffff]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
