import { expect, it } from "vitest";
import { type PlacedRow, createRowPlaces } from "./row-places.js";

type Row = PlacedRow & { readonly was?: string | undefined };

/** A list as the editor has it: it tells of a row by its place. */
function list() {
  let at = 0;
  const places = createRowPlaces<Row>({
    unseen: (before) => ({ label: "", was: before.label }),
    keptMs: 1000,
    now: () => at,
  });
  let items: readonly Row[] = [];
  return {
    put: (...labels: readonly string[]) => {
      items = places.put(labels.map((label) => ({ label })));
    },
    pass: (ms: number) => (at += ms),
    placeOf: (label: string) => items.findIndex((row) => row.label === label),
    meantBy: (place: number) => items[place]?.label || (items[place]?.was ?? null),
    seen: () => items.flatMap(({ label }) => (label === "" ? [] : [label])),
    length: () => items.length,
  };
}

it("shows rows in their order, and none beside them that was not shown before", () => {
  const { put, seen, length } = list();
  put("b", "c");
  expect([seen(), length()]).toEqual([["b", "c"], 2]);
  put("a", "b", "c");
  expect(seen()).toEqual(["a", "b", "c"]);
});

it("means by a place what was seen there, however often others have come since", () => {
  const { put, placeOf, meantBy } = list();
  const rows = ["m"];
  const told = new Map<number, string>();
  for (const label of "lnkojpiqhrgsftweudv") {
    rows.push(label);
    put(...rows.toSorted());
    for (const row of rows) {
      const place = placeOf(row);
      expect(told.get(place) ?? row).toBe(row);
      told.set(place, row);
    }
    for (const [place, row] of told) expect(meantBy(place)).toBe(row);
  }
});

it("puts nothing between rows, whatever has changed among them", () => {
  const { put, placeOf } = list();
  const lists = ["abc", "abxc", "ab", "abc", "h", "habc", "hbc", "hbcd"];
  for (const rows of lists.map((one) => one.split(""))) {
    put(...rows);
    const first = placeOf(rows[0] ?? "");
    expect(rows.map(placeOf)).toEqual(rows.map((_, index) => first + index));
  }
});

it("leaves rows in their places where others come after them", () => {
  const { put, placeOf, length } = list();
  put("a", "b");
  put("a", "b", "c");
  expect([placeOf("a"), placeOf("b"), placeOf("c"), length()]).toEqual([0, 1, 2, 3]);
});

it("gives a place to another row when nobody can mean the one before any more", () => {
  const { put, pass, length, seen } = list();
  for (let round = 0; round < 100; round += 1) {
    put(...["a", "b", "c"].slice(round % 2), `${round}`);
    pass(600);
  }
  expect(seen()).toEqual(["b", "c", "99"]);
  expect(length()).toBeLessThan(16);
});

it("knows of no row where there is none any more", () => {
  const { put, seen, meantBy, length } = list();
  put("a", "b");
  put();
  expect(seen()).toEqual([]);
  expect([meantBy(0), meantBy(1), length()]).toEqual(["a", "b", 2]);
});
