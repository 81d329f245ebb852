import type { PricingView } from "../messages.js";
import { element } from "./element.js";

/** Rendered anew where something has changed. */
export function createSummary(): {
  readonly node: HTMLElement;
  readonly show: (summary: PricingView["summary"]) => void;
} {
  const node = element("dl", { class: "summary" });
  let shown = "";
  return {
    node,
    show: (summary) => {
      const text = JSON.stringify(summary);
      if (text === shown) return;
      shown = text;
      node.replaceChildren(
        ...summary.map(({ name, values }) =>
          element(
            "div",
            {},
            element("dt", {}, name),
            ...values.map((value) => element("dd", {}, value)),
          ),
        ),
      );
    },
  };
}
