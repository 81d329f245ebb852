/** What setting a variable does to the text of a `.env` file. */
export interface EnvChange {
  readonly kind: "added" | "changed" | "same";
  /** Its value before, as a program reads it; null where it was not there. */
  readonly before: string | null;
  /** The whole text afterwards. */
  readonly text: string;
}

/** A name that every shell and library takes. */
export function isVariableName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && name.length <= 100;
}

/** Whether a value is a phone number. Others may be secret, and are not repeated. */
export function isNumber(value: string): boolean {
  return /^\+[0-9]{7,15}$/.test(value);
}

/** One variable: what stands before its value, its name, the value in its quotes or up to a comment. */
const assignment =
  /^([^\S\r\n]*(?:export[^\S\r\n]+)?([A-Za-z_][\w.-]*)[^\S\r\n]*=[^\S\r\n]*)("(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|[^\r\n]*?(?=[^\S\r\n]+#|[^\S\r\n]*$))/gms;

/**
 * Sets one variable and leaves all else as it is: line endings, quotes, comments, order. Where it is set several
 * times, the last one is changed, which is the one that counts.
 * @param value - without blanks, quotes and `#`, such as a number.
 */
export function setVariable(text: string, name: string, value: string): EnvChange {
  const found = [...text.matchAll(assignment)].findLast((match) => match[2] === name);
  if (!found) return { kind: "added", before: null, text: appended(text, `${name}=${value}`) };
  const [whole, start = "", , written = ""] = found;
  const { quote, content: before } = unquoted(written);
  if (before === value) return { kind: "same", before, text };
  const after = text.slice(found.index + whole.length);
  const changed = `${text.slice(0, found.index)}${start}${quote}${value}${quote}${after}`;
  return { kind: "changed", before, text: changed };
}

/** The variables that are set, in their order. */
export function variablesOf(
  text: string,
): readonly { readonly name: string; readonly value: string }[] {
  return [...text.matchAll(assignment)].map(([, , name = "", written = ""]) => ({
    name,
    value: unquoted(written).content,
  }));
}

function unquoted(written: string): { readonly quote: string; readonly content: string } {
  const [, quote = "", content = written] = /^(["'`])(.*)\1$/s.exec(written) ?? [];
  return { quote, content };
}

function appended(text: string, line: string): string {
  const ending = /\r\n/.test(text) ? "\r\n" : "\n";
  const gap = text === "" || /[\r\n]$/.test(text) ? "" : ending;
  return `${text}${gap}${line}${ending}`;
}
