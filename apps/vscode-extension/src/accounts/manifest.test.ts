import { readFileSync } from "node:fs";
import { join } from "node:path";
import { providers } from "@leaseline/core";
import { expect, it } from "vitest";

const path = join(import.meta.dirname, "../../package.json");
const words = join(import.meta.dirname, "../../package.nls.json");

it("names the providers and has a setting for each of their addresses: “pnpm run generate” writes them", async () => {
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  const { configuration } = manifest.contributes;
  const others = Object.entries(configuration.properties).filter(([name]) => !name.endsWith("Url"));
  configuration.properties = { ...addressSettings(), ...Object.fromEntries(others) };
  manifest.keywords = ["phone number", "sms", "voice", ...providers.map(({ id }) => id)].toSorted();
  await expect(`${JSON.stringify(manifest, null, 2)}\n`).toMatchFileSnapshot(path);
});

it("says in words what those settings are", async () => {
  const texts: Record<string, string> = JSON.parse(readFileSync(words, "utf8"));
  const said = providers.flatMap(({ id, addresses }) =>
    addresses.map((address) => [
      `setting.${id}.${address.name}`,
      `Another address for ${address.words}: https, or http on this machine. Empty is the provider's own.`,
    ]),
  );
  const all = { ...texts, ...Object.fromEntries(said) };
  await expect(`${JSON.stringify(all, null, 2)}\n`).toMatchFileSnapshot(words);
});

function addressSettings() {
  const settings = providers.flatMap(({ id, addresses }) =>
    addresses.map(({ name }) => [
      `leaseline.${id}.${name}`,
      {
        type: "string",
        default: "",
        scope: "application",
        markdownDescription: `%setting.${id}.${name}%`,
      },
    ]),
  );
  return Object.fromEntries(settings);
}
