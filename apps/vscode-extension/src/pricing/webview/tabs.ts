import { button, element } from "./element.js";
import type { ViewState } from "./view-state.js";

interface TabActions {
  readonly select: (tab: ViewState["tab"]) => void;
  readonly search: () => void;
  readonly refresh: () => void;
}

const names: Record<ViewState["tab"], string> = { numbers: "My Numbers", offers: "Compare" };

export function renderTabs(
  selected: ViewState["tab"],
  { select, search, refresh }: TabActions,
): HTMLElement {
  const tabs: readonly ViewState["tab"][] = ["numbers", "offers"];
  return element(
    "div",
    { class: "bar" },
    element(
      "div",
      { role: "group", "aria-label": "What to show", class: "tabs" },
      ...tabs.map((tab) =>
        button(
          { id: `tab-${tab}`, "aria-pressed": String(tab === selected), class: "tab" },
          names[tab],
          () => select(tab),
        ),
      ),
    ),
    element(
      "div",
      { class: "actions" },
      button({ id: "search", class: "primary" }, "Search Numbers…", search),
      button({ id: "refresh", class: "secondary" }, "Refresh", refresh),
    ),
  );
}
