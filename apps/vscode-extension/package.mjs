// Packs the VSIX, and holds the bundle to what is promised of it.
import { readFileSync, statSync } from "node:fs";
import { createVSIX } from "@vscode/vsce";

const bundle = "dist/extension.cjs";
const maxBytes = 250_000;

const text = readFileSync(bundle, "utf8");
const { size } = statSync(bundle);
if (size > maxBytes) throw new Error(`${bundle} is ${size} bytes, more than ${maxBytes}.`);
// undici would ignore the editor's proxy and replace the dispatcher of every other extension.
if (text.includes("undici.globalDispatcher")) throw new Error(`${bundle} holds undici.`);
// zod's locales come along with the { z } form of its import.
if (text.includes("Ungültige Eingabe")) throw new Error(`${bundle} holds zod's locales.`);

// The same sources give the same file.
process.env.SOURCE_DATE_EPOCH ??= "1767225600";
await createVSIX({
  packagePath: "leaseline.vsix",
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: false,
});
console.log(`leaseline.vsix: bundle ${size} bytes`);
