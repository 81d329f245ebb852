import { reasonsFor } from "./reasons.mjs";
import { quantile } from "./rounds.mjs";

const peers = ["official"];
const floors = ["undici", "http", "JSON.parse", "empty process", "10 known", "a file"];

/** The columns of a row, as text. */
function cells({ name, unit, values, budgets }) {
  const number = (who) => (values[who] ? rounded(quantile(values[who], 0.5)) : "");
  const all = (names) =>
    names
      .filter((who) => values[who])
      .map((who) => `${number(who)} ${labels[who] ?? who}`)
      .join(", ");
  return {
    what: `${name} (${unit})`,
    ours: number("ours"),
    peers: all(peers),
    floors: all(floors),
    budget: budgets.map(said).join("; "),
    measured: budgets
      .map(
        ({ median, spread, of }) =>
          `${rounded(median)}${of ? " ×" : ""} (${spread.map(rounded).join("–")})`,
      )
      .join("; "),
    verdict: budgets.map(({ met }) => (met ? "met" : "missed")).join("; "),
  };
}

const labels = { official: "official SDK", http: "node:http" };

const said = ({ limit, of, most }) =>
  `${most ? "≤" : "≥"} ${limit}${of ? ` × ${labels[of] ?? of}` : ""}`;

function rounded(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** A table for a terminal. */
export function asText(rows) {
  const lines = [titles, ...rows.map((row) => Object.values(cells(row)))];
  const widths = titles.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function missed(rows) {
  const reasons = reasonsFor(rows);
  return reasons.length === 0 ? "" : `\n## Missed, and why\n\n${reasons.join("\n")}\n`;
}

const titles = ["What", "Ours", "Peers", "Floors", "Budget", "Measured", "Verdict"];

/** The page of the documentation. */
export function asPage(rows, { machine, versions, rounds, date }) {
  const table = rows.map((row) => {
    const { what, ours, peers: others, floors: lowest, budget, measured, verdict } = cells(row);
    return `| ${[what, ours, others, lowest, budget, measured, verdict === "" ? "" : `**${verdict}**`].join(" | ")} |`;
  });
  return `# Benchmarks

Ours beside what it is held against. Written by \`npm run bench -- --write\`, which measures all of it anew.

- **Machine:** ${machine}
- **Versions:** ${versions}
- **Date:** ${date}, ${rounds} rounds

Everybody asks one server on loopback, which answers with the same JSON. Each has a process of its own and does its work in turns with the others, in another order each round, so that a busy moment hits all. A figure is the median of the rounds. A budget is about the median of the rounds' ratios; in parentheses is the middle half of them. Processor time is that of the process; figures in ms and in round trips are by the clock, and those of a machine that others work on say little. *undici* and *node:http* are the floors: a bare request and \`JSON.parse\`, without a check of anything.

![Ours as a share of what each budget allows](images/benchmarks.svg)

| ${titles.join(" | ")} |
|${titles.map(() => "---").join("|")}|
${table.join("\n")}
${missed(rows)}`;
}
