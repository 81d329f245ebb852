import type { PricingModel } from "../messages.js";
import { element } from "./element.js";

export function renderSummary(summary: PricingModel["summary"]): HTMLElement {
  return element(
    "dl",
    { class: "summary" },
    ...summary.map(({ name, value }) =>
      element("div", {}, element("dt", {}, name), element("dd", {}, value)),
    ),
  );
}
