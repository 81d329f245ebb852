// Packs the VSIX, and holds it to what is promised of it.
import { readFileSync, statSync } from "node:fs";
import { startSandbox } from "@leaseline/sandbox";
import { createVSIX, listFiles } from "@vscode/vsce";

/** What the extension host loads at activation, at the first use, and when the sandbox is tried. */
const maxBytes = {
  "dist/extension.cjs": 20_000,
  "dist/workbench.cjs": 210_000,
  "dist/phone-metadata.json": 90_000,
  "dist/sandbox.cjs": 250_000,
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
  if (!/^(dist\/|media\/|(package\.json|README\.md|LICENSE)$)/.test(file))
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
console.log(`leaseline.vsix: ${sizes.join(", ")}`);

/** What looks like a key. The sandbox's own are no secret, but have their place in its bundle alone. */
function secretIn(text, file) {
  const { contiguity, sinch } = sandbox;
  const ofSandbox = [contiguity.apiKey, sinch.keyId, sinch.keySecret];
  const rest = ofSandbox.reduce((left, key) => left.replaceAll(key, ""), text);
  if (rest.length < text.length && file !== "dist/sandbox.cjs") return "a key of the sandbox";
  if (/contiguity_sk_[0-9A-Za-z]{4}/.test(rest)) return "a key of Contiguity";
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(rest)) return "a private key";
  if (/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/.test(rest)) return "a token";
  return null;
}
