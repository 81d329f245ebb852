import type { PricingTable } from "../messages.js";
import { button, element } from "./element.js";
import type { Sort } from "./view-state.js";

interface TableActions {
  readonly sortBy: (sort: Sort) => void;
  readonly act: (id: string) => void;
}

/** A native table: caption, column and row headings, a button to sort by each column. */
export function renderTable(table: PricingTable, sort: Sort, actions: TableActions): HTMLElement {
  if (table.rows.length === 0) return element("section");
  return element(
    "section",
    {},
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": table.caption },
      element(
        "table",
        {},
        element("caption", {}, table.caption),
        element("thead", {}, headingRow(table, sort, actions)),
        element(
          "tbody",
          {},
          ...sorted(table.rows, sort).map((row) => bodyRow(row, table, actions)),
        ),
      ),
    ),
  );
}

/** What of the table is shown, or why nothing is. */
export function statusText({ rows, columns, empty, count }: PricingTable, sort: Sort): string {
  if (rows.length === 0) return empty;
  return (sort && columns[sort.column]?.sorted) ?? count;
}

function headingRow(
  { columns, rows }: PricingTable,
  sort: Sort,
  { sortBy }: TableActions,
): HTMLElement {
  const headings = columns.map(({ name, numeric }, column) => {
    const mine = sort?.column === column;
    const direction = !mine ? "none" : sort.descending ? "descending" : "ascending";
    const mark = !mine ? "" : sort.descending ? " ▼" : " ▲";
    return element(
      "th",
      { scope: "col", "aria-sort": direction, ...(numeric && { class: "numeric" }) },
      button({ id: `sort-${column}`, class: "sort" }, name + mark, () =>
        sortBy({ column, descending: mine ? !sort.descending : false }),
      ),
    );
  });
  if (rows.some(({ action }) => action)) headings.push(element("td", {}));
  return element("tr", {}, ...headings);
}

function bodyRow(
  { id, cells, action }: PricingTable["rows"][number],
  { columns, rows }: PricingTable,
  { act }: TableActions,
): HTMLElement {
  const tds = cells.map(({ text }, column) =>
    column === 0
      ? element("th", { scope: "row" }, text)
      : element(
          "td",
          {
            "data-label": columns[column]?.name ?? "",
            ...(columns[column]?.numeric && { class: "numeric" }),
          },
          text,
        ),
  );
  if (rows.some((row) => row.action)) {
    tds.push(
      element(
        "td",
        { class: "act" },
        ...(action
          ? [
              button(
                { id: `act-${id}`, class: "primary", "aria-label": action.description },
                action.label,
                () => act(id),
              ),
            ]
          : []),
      ),
    );
  }
  return element("tr", {}, ...tds);
}

/** Unknown values come last, whichever the direction. */
function sorted(rows: PricingTable["rows"], sort: Sort): PricingTable["rows"] {
  if (!sort) return rows;
  const key = (row: PricingTable["rows"][number]) => row.cells[sort.column]?.sort ?? null;
  return rows.toSorted((left, right) => {
    const [a, b] = [key(left), key(right)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return (a < b ? -1 : a > b ? 1 : 0) * (sort.descending ? -1 : 1);
  });
}
