import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { noteFigures } from "./soak.mjs";

const rows = ["| races | 3 rounds |"];
const before = "Text.\n\n<!-- figures -->\nof before\n<!-- /figures -->\n";

function pageOfBefore() {
  const folder = mkdtempSync(join(tmpdir(), "leaseline-soak-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "reliability.md");
  writeFileSync(file, before);
  return { file, read: () => readFileSync(file, "utf8") };
}

describe("the page of the figures", () => {
  it("has those of a soak that came to a good end", () => {
    const { file, read } = pageOfBefore();
    expect(noteFigures(file, { exitCode: 0, rows })).toContain(rows[0]);
    expect(read()).toMatch(/^Text\.[^]*\| races \| 3 rounds \|\n<!-- \/figures -->\n$/);
    expect(read()).not.toContain("of before");
  });

  it.each([
    ["of which a part has failed", { exitCode: 1, rows }],
    ["that a signal has stopped", { exitCode: 143, rows }],
    ["without a figure", { exitCode: 0, rows: [] }],
  ])("stays as it was after one %s", (_, ended) => {
    const { file, read } = pageOfBefore();
    expect(noteFigures(file, ended)).toContain("stays as it was");
    expect(read()).toBe(before);
  });
});
