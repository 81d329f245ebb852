import { type MessageFromPage, type PricingModel, messageToPage } from "../messages.js";
import { type ViewState, parseViewState } from "./view-state.js";
import { renderSummary } from "./summary.js";
import { renderTable, statusText } from "./table.js";
import { renderTabs } from "./tabs.js";

// The page of the pricing panel. It shows what it is told, and asks; it decides nothing.

interface Editor {
  postMessage(message: MessageFromPage): void;
  getState(): unknown;
  setState(state: ViewState): void;
}
declare function acquireVsCodeApi(): Editor;

const editor = acquireVsCodeApi();
let state = parseViewState(editor.getState());
let model: PricingModel | null = null;

window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const parsed = messageToPage.safeParse(event.data);
  if (!parsed.success) return;
  model = parsed.data.model;
  render();
});
editor.postMessage({ kind: "ready" });

function change(next: Partial<ViewState>): void {
  state = { ...state, ...next };
  editor.setState(state);
  render();
}

function render(): void {
  const main = document.getElementById("pricing");
  const status = document.getElementById("status");
  if (!main || !status || !model) return;
  // What has the focus is made anew below, and must have it again: unless the person is elsewhere,
  // for it would take the keyboard along, out of the box in which they type.
  const focused = document.hasFocus() && document.activeElement?.id;
  const table = model[state.tab];
  main.replaceChildren(
    renderSummary(model.summary),
    renderTabs(state.tab, model.labels, {
      select: (tab) => change({ tab }),
      search: () => editor.postMessage({ kind: "search" }),
      refresh: () => editor.postMessage({ kind: "refresh" }),
    }),
    renderTable(table, state.sort[state.tab], {
      sortBy: (sort) => change({ sort: { ...state.sort, [state.tab]: sort } }),
      act: (id) => editor.postMessage({ kind: "lease", id }),
    }),
  );
  if (focused) document.getElementById(focused)?.focus();
  // Always the same element, for a screen reader tells what changes in it; and nothing when nothing does.
  const said = statusText(table, state.sort[state.tab]);
  if (status.textContent !== said) status.textContent = said;
}
