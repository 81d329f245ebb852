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

const assignment = /^(\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=[ \t]*)(.*)$/;

/**
 * Sets one variable and leaves all else as it is: line endings, quotes, comments, order. Where it is set several
 * times, the last one is changed, which is the one that counts.
 * @param value - without blanks, quotes and `#`, such as a number.
 */
export function setVariable(text: string, name: string, value: string): EnvChange {
  const lines = splitLines(text);
  const at = lines.findLastIndex(
    ({ content, isText }) => !isText && assignment.exec(content)?.[2] === name,
  );
  const found = lines[at];
  if (!found) return { kind: "added", before: null, text: appended(text, `${name}=${value}`) };
  const [, start = "", , rest = ""] = assignment.exec(found.content) ?? [];
  const { quote, before, after } = readValue(rest);
  if (before === value) return { kind: "same", before, text };
  const changed = `${start}${quote}${value}${quote}${after}`;
  const all = lines.map(
    ({ content, ending }, index) => (index === at ? changed : content) + ending,
  );
  return { kind: "changed", before, text: all.join("") };
}

/** The variables that are set, in their order. */
export function variablesOf(
  text: string,
): readonly { readonly name: string; readonly value: string }[] {
  return splitLines(text).flatMap(({ content, isText }) => {
    const [, , name, rest = ""] = (!isText && assignment.exec(content)) || [];
    return name ? [{ name, value: readValue(rest).before }] : [];
  });
}

interface Line {
  readonly content: string;
  readonly ending: string;
  /** Within a value in quotes that has begun in a line before it. */
  readonly isText: boolean;
}

function splitLines(text: string): readonly Line[] {
  let open: string | null = null;
  return [...text.matchAll(/(.*?)(\r\n|\n|\r|$)/gs)]
    .filter(([whole]) => whole !== "")
    .map(([, content = "", ending = ""]) => {
      const isText = open !== null;
      open = openQuote(content, open);
      return { content, ending, isText };
    });
}

/** The quote that a value is still in at the end of the line. */
function openQuote(line: string, before: string | null): string | null {
  const value = before === null ? (assignment.exec(line)?.[3] ?? "") : line;
  const quote = before ?? /^["'`]/.exec(value)?.[0] ?? null;
  if (quote === null) return null;
  const from = before === null ? 1 : 0;
  for (let at = from; at < value.length; at += 1) {
    if (value[at] === "\\" && quote === '"') at += 1;
    else if (value[at] === quote) return null;
  }
  return quote;
}

function readValue(rest: string): {
  readonly quote: string;
  readonly before: string;
  readonly after: string;
} {
  const quoted = /^(["'`])(.*?)\1(.*)$/.exec(rest);
  if (quoted) return { quote: quoted[1] ?? "", before: quoted[2] ?? "", after: quoted[3] ?? "" };
  // A comment begins after a blank; in a number there is none.
  const plain = /^(.*?)((?:\s+#.*|\s*))$/.exec(rest);
  return { quote: "", before: plain?.[1] ?? rest, after: plain?.[2] ?? "" };
}

function appended(text: string, line: string): string {
  const ending = /\r\n/.test(text) ? "\r\n" : "\n";
  const gap = text === "" || /[\r\n]$/.test(text) ? "" : ending;
  return `${text}${gap}${line}${ending}`;
}
