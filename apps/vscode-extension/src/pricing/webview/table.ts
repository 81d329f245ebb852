import { type PricingRow, type PricingView, type Sort, maxCompared } from "../messages.js";
import { element, setAttribute, setText } from "./element.js";
import { renderHead, type RowActions, renderRow, renderSpace } from "./rows.js";
import { createHeights, inSight, rangeOf } from "./heights.js";
import { toggled } from "./view-state.js";

export interface TableTools extends Pick<RowActions, "act"> {
  /** These are compared from now on, by their ids. */
  readonly compare: (ids: string[]) => void;
  /** By a column, or by the same the other way round. */
  readonly sortBy: (column: number) => void;
  /** Asks for rows that are in sight and not here, from this one on. */
  readonly want: (first: number) => void;
}

/** A table of any length: only rows in sight are asked for and drawn, and space stands for the others. */
export interface Table {
  readonly node: HTMLElement;
  show(view: PricingView, sort: Sort, since: Since): void;
  /** Draws again what is in sight, as after scrolling. */
  look(): void;
}

/** What has become of it since it was shown last: `other` rows or another order, or `news` of whatever row. */
export type Since = "same" | "news" | "other";

interface Drawn {
  readonly row: PricingRow;
  readonly node: HTMLTableRowElement;
}

/** How many rows before the one that is missing are asked for with it: people scroll back, too. */
const before = 60;

export function createTable(tools: TableTools): Table {
  const actions: RowActions = {
    act: tools.act,
    compare: (id, isWanted) => {
      if (!view) return;
      // What was ticked in an earlier search and is not there now takes no place: nobody could untick it.
      const compared = toggled(view.compared, id, isWanted);
      // Kept, so that a redraw before the answer comes does not undo it.
      view = { ...view, compared };
      tools.compare(compared);
    },
  };
  const caption = element("caption");
  const head = element("thead", { role: "rowgroup" });
  const body = element("tbody", { role: "rowgroup" });
  const table = element("table", { role: "table" }, caption, head, body);
  const node = element("div", { class: "scroll", tabindex: "0", role: "region" }, table);
  const heights = createHeights();
  const rows = new Map<number, PricingRow>();
  /** Shown until they are told again. */
  const stale = new Set<number>();
  const drawn = new Map<number, Drawn>();
  let view: PricingView | null = null;
  let headed = "";

  const forget = () => {
    for (const kept of [rows, stale, drawn]) kept.clear();
    heights.forget();
    node.scrollTop = 0;
  };

  const draw = () => {
    const shown = view;
    if (!shown) return;
    const { total } = shown.table;
    // The second time with the heights that the first has measured.
    for (let time = 0; time < 2; time += 1) {
      const range = rangeOf(inSight(node, head, body), heights, total);
      const indexes = new Set<number>();
      let missing: number | null = null;
      for (let index = range.first; index < range.last; index += 1) {
        if (rows.has(index)) indexes.add(index);
        if (!rows.has(index) || stale.has(index)) missing ??= index;
      }
      if (missing !== null) tools.want(Math.max(0, missing - before));
      // What has the focus keeps it, also out of sight.
      for (const [index, one] of drawn)
        if (one.node.contains(document.activeElement) && index < total) indexes.add(index);
      place(
        [...indexes].toSorted((left, right) => left - right),
        shown,
      );
    }
  };

  /** Puts these rows into the body, with space for the others between them. */
  const place = (indexes: readonly number[], { table: shown, compared }: PricingView) => {
    for (const index of drawn.keys()) if (!indexes.includes(index)) drawn.delete(index);
    const width =
      shown.columns.length + Number(shown.compare !== null) + Number(shown.act !== null);
    const nodes: HTMLElement[] = [];
    let next = 0;
    const space = (until: number) => {
      const height = heights.topOf(until) - heights.topOf(next);
      if (height > 0) nodes.push(renderSpace(width, height));
    };
    for (const index of indexes) {
      const row = rows.get(index);
      if (!row) continue;
      if (index > next) space(index);
      next = index + 1;
      let one = drawn.get(index);
      if (!one || one.row !== row) {
        one = { row, node: renderRow(row, index, shown, actions) };
        drawn.set(index, one);
      }
      nodes.push(one.node);
    }
    if (next < shown.total) space(shown.total);
    exchange(body, nodes);
    for (const [index, one] of drawn) heights.measured(index, one.node.offsetHeight);
    tick(body, compared);
  };

  /** Columns stand side by side where all of them can be seen; what each needs is said in the stylesheet. */
  const fit = () => {
    node.classList.remove("stacked");
    node.classList.toggle("stacked", table.offsetWidth > node.clientWidth);
    heights.forget();
  };

  // Also where a chart beside it has come or gone.
  let [width, height] = [0, 0];
  new ResizeObserver(() => {
    if (node.clientWidth !== width) fit();
    else if (node.clientHeight === height) return;
    [width, height] = [node.clientWidth, node.clientHeight];
    requestAnimationFrame(draw);
  }).observe(node);

  return {
    node,
    show: (now, sort, since) => {
      view = now;
      const { table: shown } = now;
      if (since === "other") forget();
      if (since === "news") for (const index of rows.keys()) stale.add(index);
      for (const [at, row] of shown.rows.entries()) {
        keep(rows, shown.first + at, row);
        stale.delete(shown.first + at);
      }
      for (const index of rows.keys()) if (index >= shown.total) rows.delete(index);
      node.hidden = shown.isEmpty;
      setText(caption, shown.caption);
      setAttribute(node, "aria-label", shown.caption);
      setAttribute(table, "aria-rowcount", String(shown.total + 1));
      setAttribute(table, "class", shown.compare === null ? "numbers" : "offers");
      const heading = JSON.stringify([shown.columns, shown.compare, sort]);
      if (heading !== headed) {
        headed = heading;
        const focused = head.contains(document.activeElement) ? document.activeElement?.id : "";
        head.replaceChildren(renderHead(shown, sort, tools.sortBy));
        if (focused) document.getElementById(focused)?.focus();
        fit();
      }
      draw();
    },
    look: draw,
  };
}

/** The row as it was, where it is as it was: what is drawn of it stays. */
function keep(rows: Map<number, PricingRow>, index: number, row: PricingRow): void {
  const before = rows.get(index);
  if (!before || JSON.stringify(before) !== JSON.stringify(row)) rows.set(index, row);
}

/** Has these and no others in it, and moves none that stands where it should: it would lose the focus. */
function exchange(body: HTMLElement, nodes: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(nodes);
  for (const child of Array.from(body.children)) if (!wanted.has(child)) child.remove();
  let at = body.firstElementChild;
  for (const node of nodes) {
    if (at === node) at = at.nextElementSibling;
    else body.insertBefore(node, at);
  }
}

/** Ticks what is compared; no other can be where that is as many as there may be. */
function tick(body: HTMLElement, compared: readonly string[]): void {
  for (const box of body.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
    const isCompared = compared.includes(box.dataset["id"] ?? "");
    box.checked = isCompared;
    box.disabled = !isCompared && compared.length >= maxCompared;
  }
}
