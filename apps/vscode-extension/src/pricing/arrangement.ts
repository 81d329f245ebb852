import { typedDigits, typedTexts } from "../search/offer-choice.js";
import type { Column } from "./column.js";
import { lastOnly } from "../leases-view/last-only.js";
import type { Look } from "./messages.js";

/** Rows in the order in which they are looked at, narrowed to those that a filter fits. */
export interface Arrangement<Row> {
  /** The same list again as long as neither the rows nor their order and filter have changed. */
  of(rows: readonly Row[], order: Pick<Look, "sort" | "filter">): readonly Row[];
}

export interface ArrangementTools<Row> {
  readonly columns: readonly Column<Row>[];
  /** E.164. */
  readonly number: (row: Row) => string;
  /** What typed words are looked for in, beside the number. */
  readonly texts: (row: Row) => string;
  readonly locale: string | undefined;
}

/** Ten thousand rows are sorted within 100 ms, and scrolling through them sorts nothing. */
export function createArrangement<Row extends object>(
  tools: ArrangementTools<Row>,
): Arrangement<Row> {
  const sorted = lastOnly(sortRows<Row>);
  const narrowed = lastOnly(narrowRows<Row>);
  const texts = new WeakMap<Row, string>();
  const textsOf = (row: Row) => {
    let text = texts.get(row);
    if (text === undefined) texts.set(row, (text = tools.texts(row).toLowerCase()));
    return text;
  };
  return {
    of: (rows, { sort, filter }) => {
      const column = sort ? tools.columns[sort.column] : undefined;
      const inOrder = column ? sorted(rows, column, sort?.descending ?? false, tools.locale) : rows;
      return filter.trim() === "" ? inOrder : narrowed(inOrder, filter, tools.number, textsOf);
    },
  };
}

/** Unknown values come last, whichever the direction; what is alike stays in its order. */
function sortRows<Row>(
  rows: readonly Row[],
  { key, kind }: Column<Row>,
  descending: boolean,
  locale: string | undefined,
): readonly Row[] {
  const way = descending ? -1 : 1;
  const compare = kind === "amount" || kind === "date" ? bySign : collator(locale).compare;
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  keyed.sort(({ key: left }, { key: right }) => {
    if (left === right) return 0;
    if (left === null) return 1;
    if (right === null) return -1;
    return compare(left, right) * way;
  });
  return keyed.map(({ row }) => row);
}

function narrowRows<Row>(
  rows: readonly Row[],
  filter: string,
  number: (row: Row) => string,
  texts: (row: Row) => string,
): readonly Row[] {
  const digits = typedDigits(filter);
  const words = typedTexts(filter);
  const whole = filter.trim().toLowerCase();
  return rows.filter((row) => {
    const fits =
      (digits === undefined || number(row).includes(digits)) &&
      (digits !== undefined || words.length > 0) &&
      words.every((word) => texts(row).includes(word));
    // Digits may also be those of an amount or a label.
    return fits || texts(row).includes(whole);
  });
}

function bySign(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** One for each language: making one costs as much as a thousand comparisons. */
const collators = new Map<string | undefined, Intl.Collator>();

function collator(locale: string | undefined): Intl.Collator {
  let found = collators.get(locale);
  if (!found) collators.set(locale, (found = new Intl.Collator(locale, { numeric: true })));
  return found;
}
