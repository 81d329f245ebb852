import type { PricingTable, Sort } from "../messages.js";
import { button, element } from "./element.js";

/** Column headings, each with a button to sort by it. */
export function renderHead(
  { columns, compare, act }: PricingTable,
  sort: Sort,
  sortBy: (column: number) => void,
): HTMLTableRowElement {
  const row = element("tr", { role: "row", "aria-rowindex": "1" });
  const plain = (name: string, kind: string) =>
    element(
      "th",
      { scope: "col", role: "columnheader", class: kind },
      element("span", { class: "unseen" }, name),
    );
  if (compare !== null) row.append(plain(compare, "compare"));
  for (const [column, { name, kind }] of columns.entries()) {
    const mine = sort?.column === column;
    const direction = !mine ? "none" : sort.descending ? "descending" : "ascending";
    const mark = !mine ? "" : sort.descending ? "▼" : "▲";
    const parts = [
      button({ id: `sort-${column}`, class: "sort" }, name, () => sortBy(column)),
      element("span", { class: "mark", "aria-hidden": "true" }, mark),
    ];
    const head = element(
      "th",
      { scope: "col", role: "columnheader", "aria-sort": direction, class: kind },
      // What stands at the end of its column has the words of the next one right behind it.
      ...(kind === "amount" ? parts.toReversed() : parts),
    );
    // An amount is no wider than what stands above it, which has one line.
    const letters = kind === "amount" ? name.length : longestWord(name);
    head.style.setProperty("--letters", String(letters));
    row.append(head);
  }
  if (act !== null) row.append(plain(act, "act"));
  return row;
}

function longestWord(name: string): number {
  return Math.max(...name.split(" ").map(({ length }) => length));
}
