import { brotliCompressSync } from "node:zlib";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startSandbox } from "@leaseline/sandbox";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import {
  folder,
  installedNode,
  newestNode,
  npmInstall,
  oldestNode,
  run,
  sandboxEnvironment,
} from "./run.js";

// What somebody else gets: the tarball, installed into an empty project with npm.

const packageFolder = join(import.meta.dirname, "..", "..");
const [project, packed] = [folder("project"), folder("tarball")];
const sandbox = await startSandbox();
afterAll(() => sandbox.close());

const nodes = [oldestNode, newestNode].map((version) => ({ version }));

const program = `
  import { type Quote, createLeaseClient, formatRecurring } from "@leaseline/core";
  import { sqliteLedger } from "@leaseline/core/node";
  import { contiguityProvider } from "@leaseline/core/contiguity";

  const apiKey = process.env["CONTIGUITY_API_KEY"] ?? "";
  const account = contiguityProvider({ account: "trial", apiKey, baseUrl: process.env["LEASELINE_CONTIGUITY_URL"] });
  const ledger = sqliteLedger({ path: process.argv[2] ?? "" });
  const client = createLeaseClient({ accounts: [account], ledger });
  for await (const event of client.search({ country: "US", limit: 1 })) {
    if (event.kind !== "items") continue;
    for (const { number } of event.items) {
      const quote: Quote = await client.quote("trial", number);
      const settled = await client.lease(quote);
      console.log(settled.kind, number, formatRecurring(quote.price, "en"));
    }
  }
  await ledger.close();
`;

/** The libraries: the core, and what its README names beside it. */
const libraries = ["core", "sandbox", "ledger-postgres"];

beforeAll(async () => {
  // As they are published: pnpm puts versions in the place of the words of the workspace.
  for (const name of libraries)
    await run("pnpm", ["pack", "--pack-destination", packed], {
      cwd: join(packageFolder, "..", name),
    });
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const tarballs = readdirSync(packed).filter((name) => name.endsWith(".tgz"));
  await npmInstall(
    project,
    tarballs.map((name) => join(packed, name)),
  );
  writeFileSync(join(project, "lease.ts"), program);
  sandbox.control.reset();
});

describe("the tarball in an empty project", () => {
  it("brings what is built, its types and its README, and nothing else", async () => {
    const installed = join(project, "node_modules", "@leaseline", "core");
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1));
    const strange = files.filter(
      (file) =>
        !/^(dist\/.*\.(js|d\.ts)|dist\/bundled\/THIRD_PARTY_NOTICES\.txt|LICENSE|README\.md|package\.json)$/.test(
          file.replaceAll("\\", "/"),
        ),
    );
    expect(strange).toEqual([]);
    expect(files.filter((file) => /test\/|\.test\./.test(file))).toEqual([]);
    // No key and no number of the sandbox's is in what others install.
    const planted = [sandbox.contiguity.apiKey, sandbox.sinch.keySecret, "+13055550100"];
    for (const file of files) {
      const text = readFileSync(join(installed, file), "utf8");
      for (const secret of planted) expect(text.includes(secret), file).toBe(false);
    }
  });

  const compile = async (files: Readonly<Record<string, string>>, options: object) => {
    const tsc = join(
      dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
      "bin",
      "tsc",
    );
    for (const [name, text] of Object.entries(files)) writeFileSync(join(project, name), text);
    const compilerOptions = {
      target: "es2023",
      module: "nodenext",
      strict: true,
      noEmit: true,
      ...options,
    };
    const config = { compilerOptions, files: Object.keys(files) };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(config));
    await run(process.execPath, [tsc, "-p", "."], { cwd: project });
  };
  const ofNode = { types: ["node"], typeRoots: [join(packageFolder, "node_modules", "@types")] };

  it("has types that a strict project compiles against", () =>
    compile({ "lease.ts": program }, ofNode));

  it("has types that need no Node's, in every entry that does not", () => {
    const entries = ["@leaseline/core", "@leaseline/core/contiguity", "@leaseline/core/sinch"];
    const text = entries.map((entry) => `export {} from "${entry}";\n`).join("");
    const lib = ["es2023", "esnext.disposable", "dom"];
    return compile({ "browser.ts": text }, { types: [], lib, skipLibCheck: false });
  });

  it.each(libraries)("has a README whose programs compile: %s", (name) => {
    const installed = join(project, "node_modules", "@leaseline", name);
    const readme = readFileSync(join(installed, "README.md"), "utf8");
    const programs = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, text], at) => [
      `readme-${at}.ts`,
      `${text}\nexport {};`,
    ]);
    expect(programs).not.toEqual([]);
    const given = `
      declare const sandbox: import("@leaseline/sandbox").Sandbox, control: typeof sandbox.control;
      declare const accounts: import("@leaseline/core").ProviderAccount[];
      declare const projectId: string, keyId: string, keySecret: string, secret: string;
      declare const request: Request, bytes: Uint8Array<ArrayBuffer>;`;
    return compile({ ...Object.fromEntries(programs), "given.d.ts": given }, ofNode);
  });

  it.each(nodes)("leases from the sandbox on Node $version", async ({ version }) => {
    const home = folder("ledger", onTestFinished);
    const node = await installedNode(version, onTestFinished);
    sandbox.control.reset();
    const output = await run(node ?? "", ["lease.ts", join(home, "ledger.sqlite")], {
      cwd: project,
      env: sandboxEnvironment(sandbox),
    });
    expect(output).toMatch(/^committed \+1[0-9]{10} \$[0-9.]+\/(mo|yr)\n$/);
    expect(sandbox.control.owned("contiguity")).toHaveLength(1);
  });

  it.each([".", "contiguity", "sinch", "node"])("loads no undici on Node: %s", async (entry) => {
    const specifier = entry === "." ? "@leaseline/core" : `@leaseline/core/${entry}`;
    const program = `
      await import("${specifier}");
      console.log(process.moduleLoadList.filter((name) => name.includes("undici")));`;
    const words = ["--input-type=module", "--eval", program];
    expect(await run(process.execPath, words, { cwd: project })).toBe("[]\n");
  });

  it.each([".", "contiguity", "sinch"])("bundles for a browser, and small: %s", async (entry) => {
    mkdirSync(join(project, "browser"), { recursive: true });
    const specifier = entry === "." ? "@leaseline/core" : `@leaseline/core/${entry}`;
    const { metafile, outputFiles } = await build({
      stdin: { contents: `export * from "${specifier}"`, resolveDir: project },
      bundle: true,
      minify: true,
      platform: "browser",
      format: "esm",
      // Data of every country, which whoever bundles may load apart.
      external: ["*/metadata.min.json.js", "*/metadata.min.json"],
      write: false,
      metafile: true,
      outdir: join(project, "browser"),
    });
    expect(Object.keys(metafile.inputs).filter((file) => /node:|undici/.test(file))).toEqual([]);
    // As it is sent.
    expect(brotliCompressSync(outputFiles[0]?.contents ?? "").byteLength).toBeLessThan(60_000);
  });
});
