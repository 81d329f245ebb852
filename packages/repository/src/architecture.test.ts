import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawnTree } from "./drawn-tree.js";
import { root } from "./root.js";

describe("ARCHITECTURE.md", () => {
  const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
  const drawn = drawnTree(page);

  it("draws nothing that there is not", () => {
    const missing = drawn.filter(({ path }) => !isThere(path));
    expect(missing.map(({ path, line }) => `line ${line} draws ${path}`)).toEqual([]);
  });

  it("draws every folder beside one that it draws", () => {
    const lines = new Map(drawn.map(({ path, line }) => [path, line]));
    const parents = new Set(["packages/", "apps/", ...drawn.map(({ path }) => parentOf(path))]);
    const missing = [...parents]
      .filter((parent) => lines.has(parent) || parent === "packages/" || parent === "apps/")
      .flatMap((parent) => foldersIn(parent))
      .filter((folder) => !drawn.some(({ path }) => path.startsWith(folder)))
      .map((folder) => `${folder} belongs below line ${lines.get(parentOf(folder)) ?? 1}`);
    expect(missing).toEqual([]);
  });

  it("names no file that there is not", () => {
    const places = ["", "packages/", "apps/", "packages/core/src/", "apps/vscode-extension/src/"];
    const missing = page.split("\n").flatMap((text, index) =>
      [...text.matchAll(/`([\w.-]+\/[\w./-]+\.(?:ts|md|mjs))`/g)]
        .map(([, path]) => path ?? "")
        .filter((path) => !places.some((place) => isThere(`${place}${path}`)))
        .map((path) => `line ${index + 1} names ${path}`),
    );
    expect(missing).toEqual([]);
  });
});

/** A file that has become a folder, or the other way round, is another thing. */
function isThere(path: string): boolean {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  return found?.isDirectory() === path.endsWith("/");
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
}

function foldersIn(parent: string): readonly string[] {
  return namesIn(parent)
    .map((name) => `${parent}${name}/`)
    .filter((path) => isThere(path) && holdsFiles(path));
}

/** What Git has: no folder that a change of branches left empty, nothing that was built or installed. */
function holdsFiles(folder: string): boolean {
  return namesIn(folder).some(
    (name) => !isThere(`${folder}${name}/`) || holdsFiles(`${folder}${name}/`),
  );
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).filter((name) => !/^(\.|node_modules$|dist)/.test(name));
}
