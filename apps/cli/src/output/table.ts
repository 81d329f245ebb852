import stringWidth from "fast-string-width";
import type { TextStyle } from "./text-style.js";

/** Rows under their headings, each column as wide as its widest cell. Columns in which nothing is said are left out. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { bold }: TextStyle,
): string {
  const columns = headings.flatMap((heading, index) => {
    const cells = rows.map((row) => row[index] ?? "");
    if (cells.every((cell) => cell === "")) return [];
    const width = Math.max(...[heading, ...cells].map((cell) => stringWidth(cell)));
    const pad = (cell: string) => cell + " ".repeat(width - stringWidth(cell));
    return [{ heading: bold(pad(heading)), cells: cells.map(pad) }];
  });
  const lines = [
    columns.map(({ heading }) => heading),
    ...rows.map((_, row) => columns.map(({ cells }) => cells[row] ?? "")),
  ];
  return lines.map((line) => line.join("  ").trimEnd()).join("\n");
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
