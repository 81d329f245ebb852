// Bundles the parts at once, so that what two of them need is there once, in a file that both load.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build, transform } from "esbuild";
import { asRequired } from "./as-required.mjs";
import { parts } from "./parts.mjs";

/** For a bundle that is not one of them: has it load the file of a part, and not hold it. */
export const partsApart = {
  name: "parts-apart",
  setup({ onResolve }) {
    const byEntry = new Map(
      Object.entries(parts).map(([name, { entry }]) => [resolve(entry), name]),
    );
    onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
      const name = byEntry.get(resolve(resolveDir, path.replace(/\.js$/, ".ts")));
      return name === undefined ? undefined : { path: `./${name}.cjs`, external: true };
    });
  },
};

/**
 * The bundler shares code among modules of JavaScript only, and the editor lets extensions have its own network
 * by what they `require`: so they are bundled as the one and written as the other.
 * @param options - those of every bundle that runs in the extension host.
 */
export async function buildParts(options) {
  const entries = Object.entries(parts);
  const { outputFiles, metafile } = await build({
    ...options,
    format: "esm",
    splitting: true,
    supported: {},
    // Each import on lines of its own, which can be told from the rest.
    minify: false,
    minifyIdentifiers: true,
    minifySyntax: true,
    sourcemap: "inline",
    entryPoints: entries.map(([out, { entry }]) => ({ in: entry, out })),
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
    chunkNames: "shared-[hash]",
    write: false,
  });
  const changing = Object.keys(metafile.inputs).find((file) =>
    /^export let /m.test(readFileSync(file, "utf8")),
  );
  if (changing) throw new Error(`Others would not see what ${changing} changes of its exports.`);
  const loaded = loadedBy(metafile);
  const kept = new Set(Object.values(loaded).flatMap(({ all }) => all));
  // What only code imports that nobody calls is bundled for itself all the same.
  for (const output of Object.keys(metafile.outputs))
    if (!kept.has(output)) delete metafile.outputs[output];
  mkdirSync("dist", { recursive: true });
  const { platform, target } = options;
  const asWritten = { platform, target, format: "cjs", minify: true };
  await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      if (!kept.has(`dist/${basename(path)}`)) return;
      const { code, map } = await transform(asRequired(text), {
        ...asWritten,
        sourcemap: "external",
        sourcesContent: false,
        sourcefile: path,
      });
      writeFileSync(path, code);
      writeFileSync(`${path}.map`, map);
    }),
  );
  mkdirSync("dist-test", { recursive: true });
  writeFileSync("dist-test/parts.json", JSON.stringify(loaded));
  return { metafile };
}

/** For each part the files that are loaded with it, and those that it may come to load. */
function loadedBy({ outputs }) {
  const filesOf = (output, isFollowed, seen = new Set()) => {
    if (seen.has(output)) return seen;
    seen.add(output);
    for (const { path, kind } of outputs[output].imports)
      if (path in outputs && isFollowed(kind)) filesOf(path, isFollowed, seen);
    return seen;
  };
  return Object.fromEntries(
    Object.keys(parts).map((name) => {
      const output = `dist/${name}.cjs`;
      const first = filesOf(output, (kind) => kind === "import-statement");
      return [name, { first: [...first], all: [...filesOf(output, () => true)] }];
    }),
  );
}
