// Control characters, line and paragraph separators, and the marks that turn the direction of what follows.
const unseen = /[\p{Cc}\u2028\u2029]+/gu;
const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const leftwardLetter = String.raw`(?:(?!\p{N})[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}])`;
/**
 * Words that are written from right to left, with what stands between them. A dot joins texts that do not belong
 * together.
 */
const leftward = new RegExp(`${leftwardLetter}+(?:[^\\p{L}\\p{N}·]+${leftwardLetter}+)*`, "gu");
/** Takes no room, and keeps apart what the editor would read as markup: `[text](link)` and `$(icon)`. */
const apart = "\u2060";
/**
 * Isolates them, so that the direction changes within them alone: the groups of a number that follows would appear in
 * reverse.
 */
const isolated = "\u2067$&\u2069";
/** A phone number as it is shown, in groups of digits. */
const grouped = /\+\d+(?: \d+)+/gu;

/**
 * Text as the editor shows it unchanged, on one line: no link, no icon and no turned direction comes of it,
 * whoever wrote it. Every text that VS Code is given for a person goes through here.
 */
export function asWritten(text: string): string {
  return text
    .replaceAll(unseen, " ")
    .replaceAll(directions, "")
    .replaceAll(leftward, isolated)
    .replaceAll(/[\]$](?=\()/gu, (mark) => mark + apart);
}

/**
 * The same in a place where the editor breaks lines, and nobody types what they look for: a phone number stays on
 * one line, as a word does.
 */
export function asWrapped(text: string): string {
  return asWritten(text).replaceAll(grouped, (number) => number.replaceAll(" ", "\u00A0"));
}

/** The same in a text that is Markdown: none of it is a link, an address, an icon or markup. */
export function asMarkdown(text: string): string {
  return asWritten(text).replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
