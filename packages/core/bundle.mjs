// What Node loads: each entry in one file, with what it needs of others' packages in it, since a hundred and fifty
// small files take twice as long and twenty megabytes more. Whoever bundles gets the files themselves, by the
// condition "module", and shares what they have of them.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { numberingAsData } from "../../scripts/numbering-as-data.mjs";
import { thirdPartyNotices } from "../../scripts/third-party-notices.mjs";

const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
const bundled = Object.values(exports).filter(({ node }) => node !== undefined);

/**
 * Whoever imports a built-in module has every name of it read, and one of `node:http` loads undici: 15 ms and 8 MB.
 * Required, it is Node's own client alone, and in an editor the one that it has put in its place.
 */
const httpAlone = {
  name: "http-alone",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:http$/ }, ({ path }) => ({ path, namespace: "required" }));
    onLoad({ filter: /.*/, namespace: "required" }, () => ({ contents: requiredHttp }));
  },
};

// Asked for at each request, as those want it who put another in its place.
const requiredHttp = `
import { createRequire } from "node:module";
const http = createRequire(import.meta.url)("node:http");
export const { Agent, createServer } = http;
export const request = (options) => http.request(options);
`;

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
  // A function of zod's that ours does not have.
  logOverride: { "import-is-undefined": "error" },
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  plugins: [numberingAsData, httpAlone],
});
mkdirSync("dist/bundled", { recursive: true });
writeFileSync("dist/bundled/THIRD_PARTY_NOTICES.txt", thirdPartyNotices([metafile]));
