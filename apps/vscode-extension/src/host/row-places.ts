/** What the editor is given of a row; a heading has its own `kind`. */
export interface PlacedRow {
  readonly label: string;
  readonly kind?: number | undefined;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
}

export interface RowPlaces<Row> {
  /** The rows in their order, each in its place, with unseen ones in between. */
  put(rows: readonly Row[]): readonly Row[];
}

export interface RowPlacesTools<Row> {
  /** What stands for a row that was there before, and is not seen. */
  readonly unseen: (before: Row) => Row;
  /** How long the editor may take to tell of a row that it does not show any more. */
  readonly keptMs?: number;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
}

interface Place<Row> {
  readonly row: Row;
  /** Until then it is given to no other row; null while it is shown. */
  freeAt: number | null;
}

/**
 * Where rows stand in a list that changes under a person. The editor tells of a row by its place, and its word is read
 * by the rows that it was given last: whoever chose one while others were on their way to them would get another.
 * So no place is given to another row until that word must have come.
 */
export function createRowPlaces<Row extends PlacedRow>({
  unseen,
  keptMs = 1000,
  now = () => performance.now(),
}: RowPlacesTools<Row>): RowPlaces<Row> {
  const places: Place<Row>[] = [];
  /** The places of the rows that are shown: one after another, or the editor draws a line between them. */
  let shown = { first: 0, end: 0 };

  /** The last of them that is not free; -1 where all are. */
  const lastTaken = (first: number, end: number, at: number) =>
    places.slice(first, end).findLastIndex(({ freeAt }) => freeAt === null || freeAt > at);

  /** The first of so many that are free. */
  const firstFree = (count: number, at: number): number => {
    for (let first = 0; ;) {
      const taken = lastTaken(first, first + count, at);
      if (taken < 0) return first;
      first += taken + 1;
    }
  };

  return {
    put: (rows) => {
      const at = now();
      const before = places.slice(shown.first, shown.end);
      const stays = before.every(({ row }, index) => !rows[index] || isSame(row, rows[index]));
      const goesOn = stays && lastTaken(shown.end, shown.first + rows.length, at) < 0;
      for (const place of before) place.freeAt = at + keptMs;
      const first = goesOn ? shown.first : firstFree(rows.length, at);
      shown = { first, end: first + rows.length };
      for (const [index, row] of rows.entries()) places[first + index] = { row, freeAt: null };
      places.length = lastTaken(0, places.length, at) + 1;
      return places.map(({ row, freeAt }) => (freeAt === null ? row : unseen(row)));
    },
  };
}

function isSame(left: PlacedRow, right: PlacedRow): boolean {
  return (
    left.label === right.label &&
    left.kind === right.kind &&
    left.description === right.description &&
    left.detail === right.detail
  );
}
