import {
  type Look,
  type MessageFromPage,
  type PricingView,
  maxRows,
  messageToPage,
} from "../messages.js";
import { createChartSection } from "./chart-section.js";
import { element, setText } from "./element.js";
import { createSummary } from "./summary.js";
import { createTable } from "./table.js";
import { createToolbar } from "./toolbar.js";
import { type ViewState, parseViewState, withOf } from "./view-state.js";

// The page of the pricing panel. It says what it looks at, shows what it is told, and asks; it decides nothing.

interface Editor {
  postMessage(message: MessageFromPage): void;
  getState(): unknown;
  setState(state: ViewState): void;
}
declare function acquireVsCodeApi(): Editor;

const editor = acquireVsCodeApi();
let state = parseViewState(editor.getState());
let turn = 0;
/** The turn that was answered last. */
let answered = 0;
/** From where on rows were asked for. */
let first = 0;
/** Whether rows were asked for that have not come: they are asked for one after the other. */
let isWaiting = false;
let isChartSeen = false;
/** What is on the page: of which table, and in which order. */
let shown = "";

const summary = createSummary();
const toolbar = createToolbar({
  select: (tab) => change({ tab }),
  filter: (text) => change({ filter: withOf(state.filter, state.tab, text) }),
  compareNone: () => change({ compared: [] }),
  search: () => editor.postMessage({ kind: "search" }),
  refresh: () => editor.postMessage({ kind: "refresh" }),
  export: () => editor.postMessage({ kind: "export" }),
});
const table = createTable({
  sortBy: (column) => {
    // As it is by now, and not as it was drawn: the other key press may have been faster.
    const before = state.sort[state.tab];
    const descending = before?.column === column && !before.descending;
    change({ sort: withOf(state.sort, state.tab, { column, descending }) });
  },
  act: (id) => editor.postMessage({ kind: "lease", id }),
  compare: (compared) => change({ compared }),
  want: (from) => {
    if (!isWaiting) ask(from);
  },
});
const charts = createChartSection(() => {
  isChartSeen = true;
  ask(first);
});

const status = document.getElementById("status");
const rows = element("div", { class: "rows" }, table.node);
// Right below the rows, and not below the charts: there it stands where they would, when there are none.
if (status) rows.append(status);
document
  .getElementById("pricing")
  ?.append(summary.node, ...toolbar.nodes, element("div", { class: "content" }, charts.node, rows));

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const parsed = messageToPage.safeParse(data);
  if (!parsed.success) return;
  const message = parsed.data;
  if (message.kind === "view") show(message.view);
  else if (message.charts.tab === state.tab) void charts.show(message.charts);
});
// Also what scrolls within the page.
document.addEventListener("scroll", () => table.look(), { capture: true, passive: true });
window.addEventListener("resize", () => table.look());
ask(0);

function change(next: Partial<ViewState>): void {
  const { tab } = state;
  state = { ...state, ...next };
  editor.setState(state);
  if (state.tab !== tab) {
    isChartSeen = false;
    charts.clear();
  }
  ask(order() === shown ? first : 0);
}

function ask(from: number): void {
  const { tab, compared } = state;
  first = from;
  turn += 1;
  isWaiting = true;
  const look: Look = {
    turn,
    tab,
    sort: state.sort[tab],
    filter: state.filter[tab],
    first,
    count: maxRows,
    compared,
    charts: isChartSeen,
  };
  editor.postMessage({ kind: "look", look });
}

function show(view: PricingView): void {
  // What was asked before that is out of date.
  if (view.turn !== turn || !status) return;
  isWaiting = false;
  const now = order();
  // Told again without having been asked: something has changed.
  const since = now !== shown ? "other" : view.turn === answered ? "news" : "same";
  shown = now;
  answered = view.turn;
  summary.show(view.summary);
  toolbar.show(state, view);
  charts.want(view.labels.charts, state.tab === "numbers" || view.compared.length > 0);
  table.show(view, state.sort[state.tab], since);
  // Always the same element, for a screen reader tells what changes in it; and nothing when nothing does.
  setText(status, view.table.status);
}

function order(): string {
  const { tab, sort, filter } = state;
  return JSON.stringify([tab, sort[tab], filter[tab]]);
}
