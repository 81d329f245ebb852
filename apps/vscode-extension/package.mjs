// Packs the VSIX, and holds it to what is promised of it.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename } from "node:path";
import { providers } from "@leaseline/core";
import { startSandbox } from "@leaseline/sandbox";
import { createVSIX, listFiles } from "@vscode/vsce";
import { nameFrames } from "./name-frames.mjs";
import { parts, together } from "./parts.mjs";

/** What is loaded at activation, when the sandbox is tried, and with every number. */
const maxBytes = {
  "dist/extension.cjs": 20_000,
  "dist/phone-metadata.json": 90_000,
  "dist/sandbox.cjs": 250_000,
};
const sizes = Object.entries(maxBytes).map(([file, max]) => holdTo(max, file, [file]));
// The page, with what draws its charts, and the chart's library.
sizes.push(holdTo(120_000, "the pricing page", globSync("dist/webview/*.{js,css}")));
sizes.push(holdTo(20_000, "of it before a chart is seen", firstOfPage()));
const files = JSON.parse(readFileSync("dist-test/parts.json", "utf8"));
for (const [name, { maxBytes: max }] of Object.entries(parts))
  sizes.push(holdTo(max, name, files[name].first));
const counted = Object.keys(parts).filter((name) => !together.without.includes(name));
const host = new Set(["dist/extension.cjs", ...counted.flatMap((name) => files[name].all)]);
// One that another part loads, where it is wanted.
for (const name of together.without) host.delete(`dist/${name}.cjs`);
sizes.push(holdTo(together.maxBytes, "what runs in the host", [...host]));

const sandbox = await startSandbox();
await sandbox.close();
const packed = await listFiles({ dependencies: false });
for (const file of packed) {
  if (
    !/^(dist\/|l10n\/|media\/|(package(\.nls(\.\w+)?)?\.json|README\.md|LICENSE)$)/.test(file) ||
    file.endsWith(".map")
  )
    throw new Error(`${file} does not belong into the package.`);
  const text = readFileSync(file, "latin1");
  const secret = secretIn(text, file);
  if (secret) throw new Error(`${file} holds ${secret}.`);
}

// The same sources give the same file.
process.env.SOURCE_DATE_EPOCH ??= "1767225600";
// What the README leads to, its pictures first of all, is in the repository and not in the package.
const { repository } = JSON.parse(readFileSync("package.json", "utf8"));
const inRepository = (view) =>
  `${repository.url.replaceAll(/^git\+|\.git$/g, "")}/${view}/HEAD/${repository.directory}`;
await createVSIX({
  packagePath: "leaseline.vsix",
  dependencies: false,
  ...(repository
    ? { baseContentUrl: inRepository("blob"), baseImagesUrl: inRepository("raw") }
    : { rewriteRelativeLinks: false }),
  allowMissingRepository: true,
  skipLicense: false,
});
const { size } = statSync("leaseline.vsix");
if (size > 600_000) throw new Error(`leaseline.vsix is ${size} bytes, more than 600000.`);
// What turns the frames of a stack trace in somebody's log into names: kept with the package, and not in it.
rmSync("leaseline.maps", { recursive: true, force: true });
mkdirSync("leaseline.maps");
const bundles = packed.filter((file) => file.endsWith(".cjs"));
for (const file of bundles) cpSync(`${file}.map`, `leaseline.maps/${basename(file)}.map`);
const named = nameFrames(`at t (/x/${placeOf("Reading the price of")})`);
if (!named.includes("src/lease/lease-number.ts:"))
  throw new Error(`A frame of the bundle has no name: ${named}`);

console.log(`leaseline.vsix: ${sizes.join(", ")}`);

/** Says how large they are, if that is allowed. */
function holdTo(max, name, loaded) {
  const size = loaded.reduce((sum, file) => sum + statSync(file).size, 0);
  if (size > max) throw new Error(`${name} is ${size} bytes, more than ${max}: ${loaded.join()}.`);
  return `${name} ${size} bytes`;
}

/** The files that the page's script imports by name, and not by a call. */
function firstOfPage() {
  const script = "dist/webview/pricing.js";
  const imported = readFileSync(script, "utf8").matchAll(/from"\.\/([^"]+)"/g);
  return [script, ...Array.from(imported, ([, name]) => `dist/webview/${name}`)];
}

/** Bundle, line and column of a text of ours. */
function placeOf(text) {
  const file = bundles.find((one) => readFileSync(one, "utf8").includes(text));
  const lines = readFileSync(file, "utf8").split(text)[0].split("\n");
  return `${file}:${lines.length}:${lines.at(-1).length}`;
}

/** What looks like a key. The sandbox's own are no secret, but have their place in its bundle alone. */
function secretIn(text, file) {
  const keys = providers.flatMap((provider) => provider.keys).filter(({ secret }) => secret);
  const ofSandbox = keys.map(({ variable }) => sandbox.environment[variable]);
  const rest = ofSandbox.reduce((left, key) => left.replaceAll(key, ""), text);
  if (rest.length < text.length && file !== "dist/sandbox.cjs") return "a key of the sandbox";
  const key = keys.find(({ form }) => form && rest.search(form) !== -1);
  if (key) return `what looks like ${key.variable}`;
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(rest)) return "a private key";
  if (/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/.test(rest)) return "a token";
  return null;
}
