// Packs the VSIX, and holds it to what is promised of it.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename } from "node:path";
import { providers } from "@leaseline/core";
import { startSandbox } from "@leaseline/sandbox";
import { createVSIX, listFiles } from "@vscode/vsce";
import { nameFrames } from "./name-frames.mjs";

/** What is loaded at activation, at the first use, when the sandbox is tried, and by the pricing page. */
const maxBytes = {
  "dist/extension.cjs": 20_000,
  "dist/workbench.cjs": 280_000,
  "dist/phone-metadata.json": 90_000,
  "dist/sandbox.cjs": 250_000,
  "dist/webview/pricing.js": 120_000,
};
const sizes = Object.entries(maxBytes).map(([file, max]) => {
  const { size } = statSync(file);
  if (size > max) throw new Error(`${file} is ${size} bytes, more than ${max}.`);
  return `${file} ${size} bytes`;
});

const sandbox = await startSandbox();
await sandbox.close();
const packed = await listFiles({ dependencies: false });
for (const file of packed) {
  if (!/^(dist\/|media\/|(package\.json|README\.md|LICENSE)$)/.test(file) || file.endsWith(".map"))
    throw new Error(`${file} does not belong into the package.`);
  const text = readFileSync(file, "latin1");
  const secret = secretIn(text, file);
  if (secret) throw new Error(`${file} holds ${secret}.`);
}

// The same sources give the same file.
process.env.SOURCE_DATE_EPOCH ??= "1767225600";
await createVSIX({
  packagePath: "leaseline.vsix",
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: false,
});
const { size } = statSync("leaseline.vsix");
if (size > 600_000) throw new Error(`leaseline.vsix is ${size} bytes, more than 600000.`);
// What turns the frames of a stack trace in somebody's log into names: kept with the package, and not in it.
rmSync("leaseline.maps", { recursive: true, force: true });
mkdirSync("leaseline.maps");
for (const file of Object.keys(maxBytes).filter((name) => name.endsWith(".cjs")))
  cpSync(`${file}.map`, `leaseline.maps/${basename(file)}.map`);
const named = nameFrames(`at t (/x/dist/workbench.cjs:${placeOf("Reading the price of")})`);
if (!named.includes("src/lease/lease-number.ts:"))
  throw new Error(`A frame of the bundle has no name: ${named}`);

console.log(`leaseline.vsix: ${sizes.join(", ")}`);

/** Line and column of a text of ours in the bundle. */
function placeOf(text) {
  const lines = readFileSync("dist/workbench.cjs", "utf8").split(text)[0].split("\n");
  return `${lines.length}:${lines.at(-1).length}`;
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
