import { styleText } from "node:util";
import type { Environment } from "@leaseline/core/node";

/** How text is set out: in colours on a terminal that has them, and plain everywhere else. */
export interface TextStyle {
  /** How many characters a line has; null where nobody sees lines, as in a file. */
  readonly columns: number | null;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

export function textStyleFor(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Environment,
): TextStyle {
  // https://no-color.org: set, and not empty.
  const colours =
    stream.isTTY === true && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colours ? styleText(format, text, { validateStream: false }) : text;
  return {
    columns: (stream.isTTY && stream.columns) || null,
    bold: style("bold"),
    dim: style("dim"),
    good: style("green"),
    bad: style("red"),
  };
}
