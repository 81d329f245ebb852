// What Node loads: each entry in one file, with what it needs of others' packages in it, since a hundred and fifty
// small files take twice as long and twenty megabytes more. Whoever bundles gets the files themselves, by the
// condition "module", and shares what they have of them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { thirdPartyNotices } from "../../scripts/third-party-notices.mjs";

const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
const bundled = Object.values(exports).filter(({ node }) => node !== undefined);

/** The numbering of every country, as data: it is parsed faster than the same as code. */
const asData = {
  name: "as-data",
  setup({ onLoad }) {
    onLoad({ filter: /metadata\.min\.json\.js$/ }, ({ path }) => {
      const text = readFileSync(path.replace(/\.js$/, ""), "utf8").trim();
      const fields = Object.keys(JSON.parse(text)).map(
        (name) => `get ${name}() { return read().${name}; }`,
      );
      // Not before a number is looked at.
      const contents = `let data;
        const read = () => (data ??= JSON.parse(${JSON.stringify(text)}));
        export default { ${fields.join(", ")} };`;
      return { contents };
    });
  },
};

const { metafile } = await build({
  entryPoints: bundled.map((paths) => ({
    in: paths.module,
    out: paths.node.replace(/^\.\/dist\/bundled\/(.*)\.js$/, "$1"),
  })),
  outdir: "dist/bundled",
  bundle: true,
  splitting: true,
  platform: "node",
  target: "node22",
  format: "esm",
  chunkNames: "shared-[hash]",
  external: ["undici", "vitest"],
  alias: { "zod/mini": "./dist/http/small-zod.js" },
  // A function of zod's that it does not have.
  logOverride: { "import-is-undefined": "error" },
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  plugins: [asData],
});
mkdirSync("dist/bundled", { recursive: true });
writeFileSync("dist/bundled/THIRD_PARTY_NOTICES.txt", thirdPartyNotices([metafile]));
