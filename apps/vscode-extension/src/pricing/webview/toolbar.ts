import { type PageLabels, type PricingView, type Tab, tabs } from "../messages.js";
import { button, element, setAttribute, setText } from "./element.js";
import type { ViewState } from "./view-state.js";

export interface ToolbarActions {
  readonly select: (tab: Tab) => void;
  readonly filter: (text: string) => void;
  readonly compareNone: () => void;
  readonly search: () => void;
  readonly refresh: () => void;
  readonly export: () => void;
}

/** Made once: what has the focus, or is being typed into, stays. */
export function createToolbar(actions: ToolbarActions): {
  readonly nodes: readonly HTMLElement[];
  readonly show: (state: ViewState, view: PricingView) => void;
} {
  const tabButtons = tabs.map((tab) => ({
    tab,
    node: button({ id: `tab-${tab}`, class: "tab" }, "", () => actions.select(tab)),
  }));
  const group = element(
    "div",
    { role: "group", class: "tabs" },
    ...tabButtons.map(({ node }) => node),
  );
  const search = button({ id: "search", class: "primary" }, "", actions.search);
  const refresh = button({ id: "refresh", class: "secondary" }, "", actions.refresh);
  const save = button({ id: "export", class: "secondary" }, "", actions.export);
  const name = element("span");
  const field = element("input", {
    id: "filter",
    type: "search",
    maxlength: "200",
    autocomplete: "off",
    spellcheck: "false",
  });
  field.addEventListener("input", () => actions.filter(field.value));
  const comparing = element("span", { class: "comparing" });
  const none = button({ id: "compare-none", class: "secondary" }, "", () => {
    // It goes away with what it does.
    field.focus();
    actions.compareNone();
  });
  const compare = element("div", { class: "compare-bar" }, comparing, none);

  const nameAll = (labels: PageLabels) => {
    setAttribute(group, "aria-label", labels.show);
    for (const { tab, node } of tabButtons) setText(node, labels[tab]);
    setText(search, labels.search);
    setText(refresh, labels.refresh);
    setText(save, labels.export);
    setText(name, labels.filter);
    setText(none, labels.compareNone);
  };

  return {
    nodes: [
      element(
        "div",
        { class: "bar" },
        group,
        element("div", { class: "actions" }, search, refresh, save),
      ),
      element(
        "div",
        { class: "tools" },
        element("label", { class: "filter" }, name, field),
        compare,
      ),
    ],
    show: ({ tab, filter }, { labels, table, compared, comparing: words }) => {
      nameAll(labels);
      for (const one of tabButtons) setAttribute(one.node, "aria-pressed", String(one.tab === tab));
      if (field.value !== filter[tab]) field.value = filter[tab];
      save.disabled = table.isEmpty;
      compare.hidden = words === null;
      setText(comparing, words ?? "");
      none.hidden = compared.length === 0;
    },
  };
}
