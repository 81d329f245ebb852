import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const folder = import.meta.dirname;
/** What the manifest chooses where there is no Node. */
const { imports } = JSON.parse(await readFile(join(folder, "..", "package.json"), "utf8")) as {
  readonly imports: Readonly<Record<string, { readonly default: string }>>;
};

describe.each(["index.ts", "contiguity/index.ts", "sinch/index.ts"])("the entry %s", (entry) => {
  it("reaches neither Node, nor undici, nor an editor", async () => {
    const { packages } = await graphOf(entry);
    // All are plain JavaScript that runs anywhere.
    const fine = /^(libphonenumber-js\/min\/es6|@noble\/hashes\/\w+\.js)$/;
    expect([...packages].filter((name) => !fine.test(name))).toEqual([]);
  });

  it("reaches nothing of node/ and testing/", async () => {
    const { files } = await graphOf(entry);
    expect([...files].filter((file) => /^(node|testing)\//.test(file))).toEqual([]);
  });

  it("uses no global of Node", async () => {
    const { files } = await graphOf(entry);
    for (const file of files) {
      expect(await sourceOf(file), file).not.toMatch(/\b(process|Buffer)\.[a-z]/);
    }
  });
});

/** Without the code that it has as text, for others' files. */
async function sourceOf(file: string): Promise<string> {
  return (await readFile(join(folder, file), "utf8")).replaceAll(/`[^`]*`/g, "``");
}

/** Every file that the entry imports, over any number of steps, and every package. */
async function graphOf(entry: string) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (files.has(file)) return;
    files.add(file);
    const source = await sourceOf(file);
    for (const [, specifier = ""] of source.matchAll(
      /(?:^|[\s}])(?:from|import)\s*\(?\s*"([^"]+)"/gm,
    )) {
      const chosen = imports[specifier]?.default;
      if (chosen !== undefined) await visit(chosen.replace("./dist/", "").replace(/\.js$/, ".ts"));
      else if (!specifier.startsWith(".")) packages.add(specifier);
      else
        await visit(
          relative(folder, join(folder, dirname(file), specifier.replace(/\.js$/, ".ts"))),
        );
    }
  };
  await visit(entry);
  return { files, packages };
}
