// A small entry, and what each command needs in chunks that are loaded when it is called.
import { rmSync } from "node:fs";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });

await build({
  entryPoints: ["src/leaseline.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  platform: "node",
  target: "node22",
  format: "esm",
  // A binary of the platform's own, and one that may be missing.
  external: ["@napi-rs/keyring"],
  // What is bundled and is CommonJS asks for Node's modules with `require`.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});
