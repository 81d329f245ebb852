import type { Charts } from "../messages.js";
import type { DrawnChart } from "./chart.js";
import { renderFigure } from "./chart-figure.js";
import { element, setAttribute, setText } from "./element.js";

/**
 * The charts beside the table. What draws them is loaded with the first that is in sight. Where there is no room
 * beside it or below, they are folded up before it: what a person came for is the numbers.
 */
export interface ChartSection {
  readonly node: HTMLElement;
  /** Whether there is something to draw; looked for when it is in sight. */
  want(name: string, isWanted: boolean): void;
  show(charts: Charts): Promise<void>;
  /** What was drawn is of another table. */
  clear(): void;
}

/** As in narrow.css, where each row becomes a block. */
const narrow = window.matchMedia("(max-width: 520px)");

/** @param seen - called when it comes into sight. */
export function createChartSection(seen: () => void): ChartSection {
  const title = element("summary");
  const figures = element("div", { class: "figures" });
  const fold = element("details", {}, title, figures);
  const node = element("section", { class: "charts" }, fold);
  node.hidden = true;
  const fit = () => {
    fold.open = !narrow.matches;
  };
  fit();
  narrow.addEventListener("change", fit);
  let drawn: readonly DrawnChart[] = [];
  let shown = "";
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    seen();
  });
  const clear = () => {
    for (const chart of drawn) chart.end();
    drawn = [];
    shown = "";
    figures.replaceChildren();
    observer.disconnect();
    observer.observe(figures);
  };

  observer.observe(figures);
  return {
    node,
    want: (name, isWanted) => {
      setAttribute(node, "aria-label", name);
      setText(title, name);
      node.hidden = !isWanted;
    },
    clear,
    show: async (charts) => {
      // What somebody reads in it stays as it is while nothing has changed.
      const text = JSON.stringify(charts);
      if (text === shown) return;
      shown = text;
      const open = [...figures.querySelectorAll("details")].map((details) => details.open);
      const made = charts.charts.map((chart, index) =>
        renderFigure(chart, charts.labels, open[index] ?? false),
      );
      const draw = made.length > 0 ? await loadDrawing() : null;
      if (shown !== text) return;
      const focused = figures.contains(document.activeElement) && document.activeElement?.id;
      for (const chart of drawn) chart.end();
      figures.replaceChildren(
        element("h2", {}, charts.heading),
        ...made.map(({ figure }) => figure),
        ...charts.notes.map((note) => element("p", { class: "note" }, note)),
      );
      drawn = made.flatMap((figure) => {
        const one = draw?.(figure.plot, figure.chart, {
          locale: charts.locale,
          pointed: figure.pointed,
        });
        figure.bind(one ?? null);
        return one ?? [];
      });
      if (focused) document.getElementById(focused)?.focus();
    },
  };
}

/** Null where it cannot be loaded: the same stands in the tables. */
async function loadDrawing() {
  try {
    return (await import("./chart.js")).drawChart;
  } catch {
    return null;
  }
}
