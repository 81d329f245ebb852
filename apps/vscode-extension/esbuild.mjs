// Three bundles that are loaded at different times: the extension itself, the sandbox only when it is
// tried, the webview's page. And the integration suite, which runs inside the extension host.
import { cpSync, rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
rmSync("dist-test", { recursive: true, force: true });

const shared = {
  bundle: true,
  minify: true,
  sourcemap: false,
  legalComments: "none",
  logLevel: "warning",
};
const inTheHost = {
  ...shared,
  platform: "node",
  target: "node22",
  format: "cjs",
  external: ["vscode"],
};

/** The sandbox stays out of the extension's bundle, and is loaded from beside it. */
const sandboxApart = {
  name: "sandbox-apart",
  setup({ onResolve }) {
    onResolve({ filter: /\/sandbox\.js$/ }, () => ({ path: "./sandbox.cjs", external: true }));
  },
};

await Promise.all([
  build({
    ...inTheHost,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.cjs",
    plugins: [sandboxApart],
  }),
  build({ ...inTheHost, entryPoints: ["src/sandbox.ts"], outfile: "dist/sandbox.cjs" }),
  build({
    ...shared,
    platform: "browser",
    target: "es2023",
    format: "iife",
    entryPoints: ["src/pricing/webview/main.ts"],
    outfile: "dist/webview/pricing.js",
  }),
  build({
    ...shared,
    entryPoints: ["src/pricing/webview/pricing.css"],
    outfile: "dist/webview/pricing.css",
  }),
  build({
    ...inTheHost,
    minify: false,
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    entryPoints: ["test-integration/suite.ts"],
    outfile: "dist-test/suite.cjs",
  }),
  build({
    ...shared,
    minify: false,
    platform: "node",
    target: "node22",
    format: "esm",
    packages: "external",
    entryPoints: ["test-integration/run.ts"],
    outfile: "dist-test/run-integration.mjs",
  }),
]);
cpSync("../../LICENSE", "LICENSE");
