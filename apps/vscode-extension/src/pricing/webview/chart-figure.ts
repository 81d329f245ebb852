import type { Chart, Charts } from "../messages.js";
import type { DrawnChart } from "./chart.js";
import { element } from "./element.js";
import { dashes } from "./lines.js";

/** A chart with all that is not drawn: its words, its legend, and the same as a table. */
export interface Figure {
  readonly figure: HTMLElement;
  /** What it is drawn into. */
  readonly plot: HTMLElement;
  readonly chart: Chart;
  /** To be told which point is pointed at, with the mouse or the keys. */
  readonly pointed: (index: number | null) => void;
  /** Has the keys lead through what has been drawn; where nothing was, the table shows. */
  readonly bind: (drawn: DrawnChart | null) => void;
}

export function renderFigure(chart: Chart, labels: Charts["labels"], isOpen: boolean): Figure {
  const { title, description, currency, points } = chart;
  const id = `chart-${currency}`;
  const last = points.length - 1;
  // As something that is set: the keys go from point to point, and each is read out.
  const plot = element("div", {
    id,
    class: "plot",
    tabindex: "0",
    role: "slider",
    "aria-label": title,
    "aria-describedby": `${id}-description`,
    "aria-valuemin": "0",
    "aria-valuemax": String(last),
  });
  const readout = element("p", { class: "readout" });
  let at = last;
  const say = (index: number) => {
    at = index;
    plot.setAttribute("aria-valuenow", String(index));
    plot.setAttribute("aria-valuetext", pointWords(chart, index));
    readout.textContent = pointWords(chart, index);
  };
  say(last);
  const details = element(
    "details",
    {},
    element("summary", {}, labels.table),
    element(
      "div",
      { class: "as-table", tabindex: "0", role: "region", "aria-label": title },
      asTable(chart),
    ),
  );
  details.open = isOpen;
  return {
    figure: element(
      "figure",
      {},
      element("figcaption", {}, title),
      plot,
      readout,
      legend(chart),
      element("p", { id: `${id}-description`, class: "unseen" }, description),
      details,
    ),
    plot,
    chart,
    pointed: (index) => say(index ?? last),
    bind: (drawn) => {
      plot.hidden = drawn === null;
      if (drawn === null) details.open = true;
      plot.addEventListener("keydown", (event) => {
        const next = stepOf(event.key, at, last);
        if (next === null) return;
        event.preventDefault();
        say(next);
        drawn?.point(next);
      });
      plot.addEventListener("focus", () => drawn?.point(at));
      plot.addEventListener("blur", () => drawn?.point(null));
    },
  };
}

function stepOf(key: string, at: number, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, at - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, at + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}

/** `After 12 months: A $242.87 · B $98.00` */
function pointWords({ points, series }: Chart, index: number): string {
  const values = series.map(({ mark, texts }) => `${mark} ${texts[index] ?? ""}`);
  return `${points[index]?.name ?? ""}: ${values.join(" · ")}`;
}

/** Each line as it is drawn, with its letter and its name. */
function legend({ series }: Chart): HTMLElement {
  return element(
    "ul",
    { class: "legend" },
    ...series.map(({ mark, line, name }) =>
      element("li", {}, swatch(line), element("span", { class: "letter" }, mark), ` ${name}`),
    ),
  );
}

const svg = "http://www.w3.org/2000/svg";

function swatch(index: number): SVGElement {
  const picture = document.createElementNS(svg, "svg");
  const line = document.createElementNS(svg, "line");
  const given = {
    x1: "0",
    y1: "5",
    x2: "28",
    y2: "5",
    "stroke-dasharray": dashes(index).join(" "),
  };
  for (const [name, value] of Object.entries(given)) line.setAttribute(name, value);
  picture.setAttribute("class", `swatch line-${index}`);
  picture.setAttribute("viewBox", "0 0 28 10");
  picture.setAttribute("aria-hidden", "true");
  picture.append(line);
  return picture;
}

function asTable({ title, axis, points, series }: Chart): HTMLElement {
  return element(
    "table",
    {},
    element("caption", { class: "unseen" }, title),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, axis),
        ...series.map(({ mark, name }) =>
          element("th", { scope: "col", class: "amount" }, `${mark} ${name}`),
        ),
      ),
    ),
    element(
      "tbody",
      {},
      ...points.map(({ name }, index) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, name),
          ...series.map(({ texts }) => element("td", { class: "amount" }, texts[index] ?? "")),
        ),
      ),
    ),
  );
}
