import uPlot from "uplot";
import type { Chart } from "../messages.js";
import { axisAmounts } from "./axis-amounts.js";
import { colours, dashes } from "./lines.js";

// Loaded when a chart is in sight, and not before.

export interface DrawnChart {
  /** Shows where a point is; null where none is pointed at. */
  point(index: number | null): void;
  end(): void;
}

export interface ChartTools {
  readonly locale: string;
  /** Told which point is under the mouse. */
  readonly pointed: (index: number | null) => void;
}

const height = 220;
/** For the letter at the end of each line. */
const letterWidth = 22;

/** Draws it, again whenever its width or the theme changes. Nothing of it moves by itself. */
export function drawChart(
  target: HTMLElement,
  chart: Chart,
  { locale, pointed }: ChartTools,
): DrawnChart {
  const { points, series, currency, isStepped } = chart;
  const colour = (name: string, instead: string) =>
    getComputedStyle(document.body).getPropertyValue(name).trim() || instead;
  const foreground = () => colour("--vscode-foreground", "CanvasText");
  const lineColour = (index: number) => colour(colours[index % colours.length] ?? "", foreground());
  const grid = () => colour("--vscode-editorWidget-border", "GrayText");
  const font = () => `11px ${colour("--vscode-font-family", "sans-serif")}`;
  let isPointing = false;

  const axis = (more: uPlot.Axis): uPlot.Axis => ({
    stroke: foreground,
    font: font(),
    grid: { stroke: grid, width: 1, dash: [2, 4] },
    ticks: { stroke: grid, width: 1, size: 4 },
    ...more,
  });
  const plot = new uPlot(
    {
      width: target.clientWidth || 300,
      height,
      padding: [12, letterWidth, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false, setScale: false },
        points: { size: 7 },
      },
      scales: {
        x: { time: false },
        y: { range: (_, __, most) => [0, most > 0 ? most * 1.08 : 1] },
      },
      axes: [
        axis({
          size: 28,
          splits: (self) => ticksOf(points.length, self.width),
          values: (_, splits) => splits.map((at) => points[at]?.tick ?? ""),
          grid: { show: false },
        }),
        axis({
          size: (_, values) => 14 + 7 * Math.max(0, ...(values ?? []).map(({ length }) => length)),
          values: (_, splits) => [...axisAmounts(splits, currency, locale)],
        }),
      ],
      series: [
        {},
        ...series.map(({ mark, line }): uPlot.Series => ({
          label: mark,
          stroke: () => lineColour(line),
          width: 2,
          dash: [...dashes(line)],
          // A value of its own is seen as one.
          points: { show: !isStepped, size: 6, fill: () => lineColour(line) },
          ...(isStepped && stepped && { paths: stepped }),
        })),
      ],
      hooks: {
        draw: [(self) => drawLetters(self, chart, { font: font(), colour: lineColour })],
        setCursor: [
          ({ cursor }) => {
            if (!isPointing) pointed(cursor.idx ?? null);
          },
        ],
      },
    },
    [points.map((_, index) => index), ...series.map(({ values }) => values)],
    target,
  );

  const resized = new ResizeObserver(() => {
    if (target.clientWidth > 0 && target.clientWidth !== plot.width)
      plot.setSize({ width: target.clientWidth, height });
  });
  resized.observe(target);
  // The editor tells of another theme by the classes and the style of its page.
  const themed = new MutationObserver(() => plot.redraw());
  for (const root of [document.documentElement, document.body])
    themed.observe(root, { attributes: true, attributeFilter: ["class", "style"] });

  return {
    point: (index) => {
      isPointing = true;
      const left = index === null ? -10 : plot.valToPos(index, "x");
      plot.setCursor({ left, top: index === null ? -10 : 0 });
      isPointing = false;
    },
    end: () => {
      resized.disconnect();
      themed.disconnect();
      plot.destroy();
    },
  };
}

/** What was charged holds until the end of the month in which it was. */
const stepped = uPlot.paths.stepped?.({ align: -1 });

/** The last point has its name beneath the axis, and as many before it as there is room for. */
function ticksOf(count: number, width: number): number[] {
  const most = Math.max(2, Math.floor(width / 64));
  const step = [1, 2, 3, 6, 12].find((one) => count / one <= most) ?? 12;
  const ticks: number[] = [];
  for (let at = count - 1; at >= 0; at -= step) ticks.unshift(at);
  return ticks;
}

/** The letter of each line at its end, none over another. */
function drawLetters(
  self: uPlot,
  { series }: Chart,
  { font, colour }: { readonly font: string; readonly colour: (index: number) => string },
): void {
  const { ctx } = self;
  const ratio = uPlot.pxRatio;
  const apart = 12 * ratio;
  const ends = series.flatMap(({ mark, line, values }) => {
    const at = values.findLastIndex((value) => value !== null);
    const value = values[at];
    if (value === null || value === undefined) return [];
    const [left, top] = [self.valToPos(at, "x", true), self.valToPos(value, "y", true)];
    return [{ mark, line, left, top }];
  });
  const lines = ends.toSorted((one, two) => one.top - two.top);
  let least = self.bbox.top;
  const tops = lines.map(({ top }, index) => {
    // As near to its own line as those above it let it be, and those below have room for theirs.
    const most = self.bbox.top + self.bbox.height - (lines.length - 1 - index) * apart;
    const placed = Math.max(least, Math.min(top, most));
    least = placed + apart;
    return placed;
  });
  ctx.save();
  ctx.font = `bold ${font.replace(/^\d+/, (size) => String(Number(size) * ratio))}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  for (const [index, { mark, line, left }] of lines.entries()) {
    ctx.fillStyle = colour(line);
    ctx.fillText(mark, left + 6 * ratio, tops[index] ?? 0);
  }
  ctx.restore();
}
