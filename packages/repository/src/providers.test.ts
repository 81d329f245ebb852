import { globSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./root.js";

/** Whoever describes itself is a provider. */
const providers = globSync("packages/core/src/providers/*/descriptor.ts", { cwd: root }).map(
  (file) => basename(dirname(file)),
);

const listPlace = /^packages\/(core\/src\/providers\/all|sandbox\/src\/providers)\.ts$/;
const manifestPlace =
  /^(apps\/vscode-extension\/package|packages\/core\/package)\.json$|^apps\/vscode-extension\/(package\.nls.*|l10n\/.*)\.json$|^pnpm-(lock|workspace)\.yaml$/;

/** Where a provider is named, and why. To add a provider is to add to these, and to no other file. */
const places = {
  "the two lists": listPlace,
  "its own folders": /^packages\/(core\/src\/(providers\/)?|sandbox\/src\/)NAME\//,
  "tests, and what is measured and checked beside them":
    /\.test\.ts$|\/test\/|^packages\/(bench|repository)\//,
  "documentation, and examples": /\.md$|^docs\/|^packages\/core\/examples\//,
  "manifests: entries of a package, generated settings and lists of texts, others' packages for the measuring":
    manifestPlace,
};

it.each(providers)("%s is named in the two lists, and where it is at home", (id) => {
  const naming = filesNaming(id);
  const allowed = Object.values(places).map(
    ({ source }) => new RegExp(source.replaceAll("NAME", id)),
  );
  expect(naming.filter((file) => !allowed.some((place) => place.test(file)))).toEqual([]);
  expect(naming.filter((file) => places["the two lists"].test(file))).toHaveLength(2);
});

it("the decision lists the files that name one, besides its folders, tests and documentation", () => {
  const page = readFileSync(
    join(root, "docs/decisions/0021-a-provider-is-described-once.md"),
    "utf8",
  );
  const [, listed = ""] = /<!-- files -->\n+```\n([^`]+)```/.exec(page) ?? [];
  const naming = new Set(providers.flatMap((id) => filesNaming(id)));
  const outside = [...naming].filter((file) => listPlace.test(file) || manifestPlace.test(file));
  expect(listed.trim().split("\n").toSorted()).toEqual(outside.toSorted());
});

it("no public name of the neutral entries is a provider's", () => {
  const names = ["index.ts", "node/index.ts"].map((file) =>
    readFileSync(join(root, "packages/core/src", file), "utf8").toLowerCase(),
  );
  for (const id of providers) for (const text of names) expect(text).not.toContain(id);
});

/** What is made, and not written. A copy of the sources alone is no repository, so git is not asked. */
const made =
  /^(node_modules|\.git|\.turbo|\.results|\.steady|\.screenshots|dist|dist-test|.*\.(vsix|maps|log|png|sqlite))$/;

/** Files that hold the name in any spelling. */
function filesNaming(name: string, folder = ""): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !made.test(entry.name))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesNaming(name, path);
      const text = entry.isFile() ? readFileSync(join(root, path), "utf8").toLowerCase() : "";
      return text.includes(name) ? [path] : [];
    });
}
