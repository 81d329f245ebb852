import type { PricingRow, PricingTable, Sort } from "../messages.js";
import { button, element } from "./element.js";

export interface RowActions {
  readonly act: (id: string) => void;
  readonly compare: (id: string, isWanted: boolean) => void;
}

/** A row of the table: its box to compare it by, its cells, and what can be done with it. */
export function renderRow(
  { id, cells, action, compare }: PricingRow,
  index: number,
  { columns, compare: compareName, act: actName }: PricingTable,
  actions: RowActions,
): HTMLTableRowElement {
  // The headings are the first row. The roles are those of the elements, which some displays take from them.
  const row = element("tr", { role: "row", "aria-rowindex": String(index + 2) });
  if (compareName !== null) row.append(compareCell(id, compare, compareName, actions));
  for (const [at, text] of cells.entries()) {
    const column = columns[at];
    if (!column) continue;
    const { name, kind } = column;
    row.append(
      kind === "number"
        ? element("th", { scope: "row", role: "rowheader", class: kind }, ...withWholeNumber(text))
        : element("td", { role: "cell", class: kind, "data-label": name }, text),
    );
  }
  if (actName !== null) {
    const cell = element("td", { role: "cell", class: "act" });
    if (action)
      cell.append(
        button(
          { id: `act-${id}`, class: "primary", "aria-label": action.description },
          action.label,
          // Whoever clicks twice asks for one question.
          ({ detail }) => {
            if (detail < 2) actions.act(id);
          },
        ),
      );
    row.append(cell);
  }
  return row;
}

/** The number behind a label is not broken, as half of one is none, nor turned by the direction of the label. */
function withWholeNumber(text: string): readonly (Node | string)[] {
  const at = text.lastIndexOf(apart);
  if (at < 0) return [text];
  const number = text.slice(at + apart.length);
  return [
    element("bdi", {}, text.slice(0, at)),
    apart,
    element("span", { class: "whole" }, number),
  ];
}

const apart = " · ";

function compareCell(
  id: string,
  description: string | null,
  name: string,
  { compare }: RowActions,
): HTMLElement {
  const cell = element("td", { role: "cell", class: "compare", "data-label": name });
  if (description === null) return cell;
  const box = element("input", {
    type: "checkbox",
    id: `compare-${id}`,
    "aria-label": description,
    "data-id": id,
  });
  box.addEventListener("change", () => compare(id, box.checked));
  cell.append(box);
  return cell;
}

/** A row that takes the place of those that are not drawn. */
export function renderSpace(columns: number, height: number): HTMLTableRowElement {
  const cell = element("td", { colspan: String(columns), class: "space" });
  cell.style.height = `${height}px`;
  return element("tr", { class: "space", "aria-hidden": "true" }, cell);
}

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
