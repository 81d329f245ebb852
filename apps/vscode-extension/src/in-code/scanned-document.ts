import { type Found, type Syntax, scanLine } from "./scan-line.js";

/** A number in a document. */
export interface Place extends Found {
  readonly line: number;
}

/** What was put in the place of lines: all of the lines that a change touches, as they are afterwards. */
export interface LineChange {
  readonly first: number;
  /** How many lines there were. */
  readonly removed: number;
  readonly lines: readonly string[];
}

/** The numbers of one document, kept up to date: what has not changed is not read again. */
export interface ScannedDocument {
  change(change: LineChange): void;
  /** In their order. */
  places(): readonly Place[];
  readonly lineCount: number;
}

export function scanDocument(lines: readonly string[], syntax: Syntax): ScannedDocument {
  const found = lines.map((line) => scanLine(line, syntax));
  let known: readonly Place[] | null = null;
  return {
    change: ({ first, removed, lines: added }) => {
      const scanned = added.map((line) => scanLine(line, syntax));
      const replaced = spliceInto(found, first, removed, scanned);
      // Where nothing was and nothing is, and no line has moved, all is as it was.
      const same =
        replaced.length === added.length && !replaced.some(hasAny) && !scanned.some(hasAny);
      if (!same) known = null;
    },
    places: () =>
      (known ??= found.flatMap((one, line) =>
        one.length === 0 ? [] : one.map((place) => ({ ...place, line })),
      )),
    get lineCount() {
      return found.length;
    },
  };
}

function hasAny(found: readonly Found[]): boolean {
  return found.length > 0;
}

/** As `splice`, also for more than a call may have arguments. */
function spliceInto<Item>(
  items: Item[],
  first: number,
  removed: number,
  added: readonly Item[],
): readonly Item[] {
  if (added.length < 10_000) return items.splice(first, removed, ...added);
  const gone = items.slice(first, first + removed);
  const rest = items.splice(first).slice(removed);
  for (const item of added) items.push(item);
  for (const item of rest) items.push(item);
  return gone;
}
