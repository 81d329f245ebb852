import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { matrix } from "./matrix.js";

const page = join(import.meta.dirname, "..", "..", "..", "..", "..", "docs", "fault-matrix.md");
const names = Object.keys(matrix);

it("has all faults, in their order", () => {
  expect(names.map((name) => Number.parseInt(name, 10))).toEqual(
    Array.from({ length: names.length }, (_, index) => index + 1),
  );
});

it("tests every one of them, once", () => {
  const sources = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(import.meta.dirname, file), "utf8"))
    .join("\n");
  const tested = [...sources.matchAll(/^fault\("([^"]+)"/gm)].map(([, name]) => name);
  expect(tested.toSorted(byRow)).toEqual(names);
});

it("is told on the page as it is observed", () => {
  const rows = readFileSync(page, "utf8")
    .split("\n")
    .filter((line) => /^\| [0-9]/.test(line));
  expect(rows).toEqual(Object.entries(matrix).map(([name, observed]) => rowOf(name, observed)));
});

function rowOf(name: string, observed: string): string {
  const [, row, what] = /^([0-9]+) (.*?)(?:: .*)?$/.exec(name) ?? [];
  return `| ${row} | ${what} | ${name} | ${observed} |`;
}

function byRow(left = "", right = ""): number {
  return Number.parseInt(left, 10) - Number.parseInt(right, 10);
}
