/**
 * Reads JSON. What no file or database keeps as it is, a zero and half of a character, becomes U+FFFD: what a
 * provider has answered can always be written down.
 * @param shown - what is to be shown for each text in it.
 * @returns undefined where it is none.
 */
export function parseJson(text: string, shown?: (value: string) => string): unknown {
  try {
    return JSON.parse(
      text.includes("\\u") ? text.replace(escapes, kept) : text,
      shown && ((_name, value: unknown) => (typeof value === "string" ? shown(value) : value)),
    );
  } catch {
    // The error would quote the text, which may hold anything.
    return undefined;
  }
}

// Each escape as a whole, so that a backslash that is one itself begins none; a whole character before its halves.
const escapes = /\\u(?:d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|d[89a-f][\da-f]{2}|0000)|\\[^]/gi;

function kept(escape: string): string {
  return escape.length === 6 ? "\\ufffd" : escape;
}
