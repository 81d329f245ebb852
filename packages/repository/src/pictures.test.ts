import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./root.js";

/** What is shown to people before they have anything: a picture that is missing, or takes long to come, says nothing. */
const readmes = ["README.md", "apps/vscode-extension/README.md"];
const largest = 100_000;

const named = readmes.flatMap((readme) =>
  [...readFileSync(join(root, readme), "utf8").matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(
    ([, text = "", path = ""]) => ({ readme, text, path: join(dirname(readme), path) }),
  ),
);

it("shows pictures in both", () => {
  expect(new Set(named.map(({ readme }) => readme))).toEqual(new Set(readmes));
});

it.each(named)(
  "shows $path in $readme, which is there, small, and told in words",
  ({ path, text }) => {
    expect(existsSync(join(root, path))).toBe(true);
    expect(statSync(join(root, path)).size).toBeLessThan(largest);
    expect(text.length).toBeGreaterThan(20);
  },
);

it("keeps no picture that is shown nowhere", () => {
  const pages = [...readmes, ...readdirSync(join(root, "docs")).map((name) => join("docs", name))];
  const texts = pages
    .filter((page) => page.endsWith(".md"))
    .map((page) => readFileSync(join(root, page), "utf8"))
    .join();
  const kept = readdirSync(join(root, "docs", "images"));
  expect(kept.filter((name) => !texts.includes(`images/${name}`))).toEqual([]);
});
