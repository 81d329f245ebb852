import { button, element } from "./element.js";
import type { PageLabels } from "../messages.js";
import type { ViewState } from "./view-state.js";

interface TabActions {
  readonly select: (tab: ViewState["tab"]) => void;
  readonly search: () => void;
  readonly refresh: () => void;
}

export function renderTabs(
  selected: ViewState["tab"],
  labels: PageLabels,
  { select, search, refresh }: TabActions,
): HTMLElement {
  const tabs: readonly ViewState["tab"][] = ["numbers", "offers"];
  return element(
    "div",
    { class: "bar" },
    element(
      "div",
      { role: "group", "aria-label": labels.show, class: "tabs" },
      ...tabs.map((tab) =>
        button(
          { id: `tab-${tab}`, "aria-pressed": String(tab === selected), class: "tab" },
          labels[tab],
          () => select(tab),
        ),
      ),
    ),
    element(
      "div",
      { class: "actions" },
      button({ id: "search", class: "primary" }, labels.search, search),
      button({ id: "refresh", class: "secondary" }, labels.refresh, refresh),
    ),
  );
}
