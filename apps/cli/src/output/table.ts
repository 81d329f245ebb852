import stringWidth from "fast-string-width";
import type { TextStyle } from "./text-style.js";

/**
 * Rows under their headings, each column as wide as its widest cell. Columns in which nothing is said are left out.
 * Where that is wider than the terminal, one thing stands below the other instead, with a line for each fact.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  style: TextStyle,
): string {
  const columns = headings.flatMap((heading, index) => {
    const cells = rows.map((row) => row[index] ?? "");
    if (cells.every((cell) => cell === "")) return [];
    const width = cells.reduce(
      (most, cell) => Math.max(most, stringWidth(cell)),
      stringWidth(heading),
    );
    const pad = (cell: string) => cell + " ".repeat(width - stringWidth(cell));
    return [{ width, heading: style.bold(pad(heading.toUpperCase())), cells: cells.map(pad) }];
  });
  const width = columns.reduce((sum, column) => sum + column.width + 2, -2);
  if (style.columns !== null && width > style.columns)
    return rows.map((row) => below(headings, row, style)).join("\n\n");
  const lines = [
    columns.map(({ heading }) => heading),
    ...rows.map((_, row) => columns.map(({ cells }) => cells[row] ?? "")),
  ];
  return lines.map((line) => line.join("  ").trimEnd()).join("\n");
}

function below(headings: readonly string[], row: readonly string[], style: TextStyle): string {
  const pairs = headings.map((heading, index) => [heading, row[index] ?? ""] as const);
  return facts(
    pairs.map(([heading, cell], index) => [heading, index === 0 ? style.bold(cell) : cell]),
    style,
  );
}

/** What is known of one thing, a line each. What is not known is left out. */
export function facts(
  pairs: readonly (readonly [name: string, value: string | null])[],
  { dim }: TextStyle,
): string {
  const said = pairs.filter(([, value]) => value);
  const width = Math.max(...said.map(([name]) => name.length));
  return said.map(([name, value]) => `${dim(name.padEnd(width))}  ${value}`).join("\n");
}
