// Bundles that are loaded at different times: what registers the extension, at activation; its parts, each at
// its first use; the sandbox, when it is tried; the webview's page. And the integration suite, which runs inside
// the extension host.
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { buildParts, partsApart } from "./build-parts.mjs";
import { thirdPartyNotices } from "../../scripts/third-party-notices.mjs";

rmSync("dist", { recursive: true, force: true });
rmSync("dist-test", { recursive: true, force: true });

const ofCore = createRequire(createRequire(import.meta.url).resolve("@leaseline/core"));

const shared = {
  bundle: true,
  metafile: true,
  minify: true,
  // Beside the bundles, which do not name them: the package leaves them out.
  sourcemap: "external",
  sourcesContent: false,
  legalComments: "none",
  alias: { "zod/mini": ofCore.resolve("../http/small-zod.js") },
  // A function of zod's that it does not have.
  logOverride: { "import-is-undefined": "error" },
  logLevel: "warning",
};
const inTheHost = {
  ...shared,
  platform: "node",
  target: "node22",
  format: "cjs",
  external: ["vscode"],
  // The editor hands its module to those who require it, from wherever they are loaded.
  supported: { "dynamic-import": false },
};

/** What stays out of a bundle: what is loaded from beside it, and what is for readers of the source. */
const apart = {
  name: "apart",
  setup({ onResolve, onLoad }) {
    const beside = (filter, path) => onResolve({ filter }, () => ({ path, external: true }));
    beside(/\/sandbox\.js$/, "./sandbox.cjs");
    beside(/metadata\.min\.json(\.js)?$/, "./phone-metadata.json");
    // Of pg's two clients, the one that works without a native module of somebody's own.
    onResolve({ filter: /^\.\/native$/ }, ({ resolveDir }) =>
      /[\\/]pg[\\/]lib$/.test(resolveDir) ? { path: join(resolveDir, "client.js") } : undefined,
    );
    // No minifier knows that a text is SQL: how its tables are laid out, and explained.
    onLoad({ filter: /[\\/]schema\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replaceAll(/\n *--.*/g, "")
        .replaceAll(/\n +/g, "\n"),
    }));
  },
};

const shipped = await Promise.all([
  build({
    ...inTheHost,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.cjs",
    plugins: [apart, partsApart],
  }),
  buildParts({ ...inTheHost, plugins: [apart] }),
  build({ ...inTheHost, entryPoints: ["src/sandbox.ts"], outfile: "dist/sandbox.cjs" }),
  build({
    ...shared,
    platform: "browser",
    target: "es2023",
    // A module, so that what draws charts is a file of its own, loaded when one is in sight.
    format: "esm",
    splitting: true,
    entryPoints: ["src/pricing/webview/main.ts"],
    outdir: "dist/webview",
    entryNames: "pricing",
    chunkNames: "[name]-[hash]",
  }),
  build({
    ...shared,
    entryPoints: ["src/pricing/webview/pricing.css"],
    outfile: "dist/webview/pricing.css",
  }),
]);

/** What VS Code calls: every file of tests, found by its name. */
const tests = globSync("test/integration/**/*.test.ts", { cwd: import.meta.dirname });
const suite = `
import { runSuite } from "./test/support/integration/suite.js";
export const run = () =>
  runSuite(() => {
    ${tests.map((file) => `require("./${file.replaceAll("\\", "/")}");`).join("\n    ")}
  });
`;
await Promise.all([
  build({
    ...inTheHost,
    minify: false,
    sourcemap: "inline",
    sourcesContent: true,
    external: ["vscode", "mocha"],
    stdin: { contents: suite, resolveDir: import.meta.dirname, loader: "ts" },
    outfile: "dist-test/suite.cjs",
  }),
  build({
    ...shared,
    minify: false,
    sourcemap: false,
    platform: "node",
    target: "node22",
    format: "esm",
    packages: "external",
    entryPoints: ["test/support/integration/run.ts"],
    outfile: "dist-test/run-integration.mjs",
  }),
]);
for (const { metafile } of shipped)
  for (const [output, { inputs }] of Object.entries(metafile.outputs))
    refuseUnwanted(output, Object.keys(inputs));

// Every country's numbering, as data: it is parsed faster than the same as code.
const metadata = ofCore("libphonenumber-js/metadata.min.json");
writeFileSync("dist/phone-metadata.json", JSON.stringify(metadata));
cpSync("../../LICENSE", "LICENSE");
// The types of what other extensions get, for them.
cpSync("src/api.ts", "dist/leaseline.d.ts");
writeFileSync(
  "dist/THIRD_PARTY_NOTICES.txt",
  thirdPartyNotices(shipped.map(({ metafile }) => metafile)),
);

/** @param inputs - what is in the bundle, as esbuild names it. */
function refuseUnwanted(output, inputs) {
  const unwanted = {
    // It would ignore the editor's proxy, and replace the dispatcher of every other extension.
    undici: /\/undici\//,
    // 450 KB that come along with the { z } form of its import.
    "zod's locales": /\/zod\/.*\/locales\/(?!en\.)/,
    ...(output !== "dist/sandbox.cjs" && { "the sandbox": /packages\/sandbox\// }),
  };
  for (const [what, path] of Object.entries(unwanted)) {
    const input = inputs.find((one) => path.test(one));
    if (input) throw new Error(`${output} holds ${what}: ${input}`);
  }
}
