import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../test/support/sandbox-home.js";
import { readCaps } from "./config.js";

function folderWith(config: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "config.json"), config);
  return folder;
}

it("reads no caps where there is no file", () => {
  expect(readCaps(temporaryFolder())).toEqual([]);
});

it("reads the caps of every currency", () => {
  const caps = { monthly: { USD: "50.00", EUR: "40" }, perLease: { USD: "10.00" } };
  expect(readCaps(folderWith(JSON.stringify({ caps })))).toEqual([
    { kind: "monthly", limit: { amount: "50.00", currency: "USD" } },
    { kind: "monthly", limit: { amount: "40.00", currency: "EUR" } },
    { kind: "per-lease", limit: { amount: "10.00", currency: "USD" } },
  ]);
});

it.each([
  ["no JSON", "{"],
  ["another word", '{"cap":{}}'],
  ["another cap", '{"caps":{"yearly":{"USD":"50.00"}}}'],
  ["a number for an amount", '{"caps":{"monthly":{"USD":50}}}'],
  ["a negative amount", '{"caps":{"monthly":{"USD":"-50.00"}}}'],
  ["no currency", '{"caps":{"monthly":{"dollars":"50.00"}}}'],
  ["a list", "[]"],
  ["null", "null"],
  ["a cap that no object keeps", '{"caps":{"monthly":{"__proto__":"50.00"}}}'],
])("understands nothing of a file with %s, and names the file", (_, config) => {
  expect(() => readCaps(folderWith(config))).toThrow(/config\.json is not understood/);
});
