// Six files: a small entry, the program, and where they are wanted the sandbox, a shared ledger, the way through a
// proxy and what speaks with the keychain.
// CommonJS, since Node loads one large module of it sooner than many small ones; what a command imports when
// it is called runs then, also within one file.
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { providerNames } from "./src/command-line/provider-names.ts";
import { numberingAsData } from "../../scripts/numbering-as-data.mjs";
import { thirdPartyNotices } from "../../scripts/third-party-notices.mjs";

rmSync("dist", { recursive: true, force: true });

/** Modules that are a bundle of their own stay out of the others. */
const bundlesApart = {
  name: "bundles-apart",
  setup({ onResolve }) {
    const apart = /^\.{1,2}\/(main|sandbox-server|shared-ledger)\.js$/;
    onResolve({ filter: apart }, ({ path, kind }) =>
      kind === "entry-point" ? null : { path: `./${apart.exec(path)[1]}.cjs`, external: true },
    );
  },
};

/**
 * Parts of libraries that are never reached here, and would take longer to load than to run: all of undici that
 * bundled-undici.cjs does not name; HTTP/2, which no tunnel is asked for over; and what commander starts
 * programs with, as no command of ours is a program.
 */
const lessOfLibraries = {
  name: "less-of-libraries",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: "./undici.cjs", external: true }));
    onLoad({ filter: /[\\/]undici[\\/]lib[\\/]dispatcher[\\/]client-h2\.js$/ }, () => ({
      contents: 'module.exports = () => { throw new Error("HTTP/2 is switched off"); };',
    }));
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: "none", namespace: "nothing" } : null,
    );
    onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "export default {};" }));
  },
};

/** What answers, settings and accounts are read with. The documents' schemas are printed too, which takes zod itself. */
const smallZod = {
  name: "small-zod",
  setup({ onResolve }) {
    const path = fileURLToPath(
      new URL("../http/small-zod.js", import.meta.resolve("@leaseline/core")),
    );
    onResolve({ filter: /^zod\/mini$/ }, ({ importer }) =>
      /[\\/]src[\\/]documents[\\/]/.test(importer) ? null : { path },
    );
  },
};

/** What is known when it is built stands in the bundle as a value. */
const valuesOf = {
  name: "values-of",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]command-line[\\/]provider-names\.ts$/ }, () => ({
      contents: `export const providerNames = ${JSON.stringify(providerNames)};`,
    }));
  },
};

const { metafile } = await build({
  metafile: true,
  entryPoints: {
    leaseline: "src/leaseline.ts",
    main: "src/main.ts",
    "sandbox-server": "src/sandbox-server.ts",
    "shared-ledger": "src/shared-ledger.ts",
    undici: "bundled-undici.cjs",
    "keychain-process": "src/keychain-process.ts",
  },
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  minify: true,
  legalComments: "none",
  logLevel: "warning",
  platform: "node",
  target: "node22",
  format: "cjs",
  // Loaded with `require`: the other way takes a scan of the whole file for its exports.
  supported: { "dynamic-import": false },
  // A binary of the platform's own, and one that may be missing.
  external: ["@napi-rs/keyring"],
  // As in Node's own build of undici: without the second parser of HTTP/1 that it has on trial. The other is the
  // folder of the bundle, which CommonJS calls so.
  define: { esbuildDetection: "true", "import.meta.dirname": "__dirname" },
  plugins: [bundlesApart, lessOfLibraries, smallZod, valuesOf, numberingAsData],
  // A function of zod's that the small one does not have.
  logOverride: { "import-is-undefined": "error" },
});
writeFileSync("dist/THIRD_PARTY_NOTICES.txt", thirdPartyNotices([metafile]));
