import { symlinkSync, writeFileSync } from "node:fs";
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
  ["a trailing comma", '{"caps":{"monthly":{"USD":"50.00",}}}'],
  ["two caps in one currency", '{"caps":{"monthly":{"USD":"5.00","USD":"50.00"}}}'],
  ["the same, spelt in two ways", '{"caps":{"monthly":{"USD":"5.00","\\u0055SD":"50.00"}}}'],
  ["the caps twice", '{"caps":{"monthly":{"USD":"5.00"}},"caps":{}}'],
  ["a cap that no object keeps", '{"caps":{"monthly":{"__proto__":"50.00"}}}'],
])("understands nothing of a file with %s, and names the file", (_, config) => {
  expect(() => readCaps(folderWith(config))).toThrow(/config\.json is not understood/);
});

it("holds both caps where a currency is written in capitals and not", () => {
  const caps = '{"caps":{"monthly":{"USD":"5.00","usd":"50.00"},"perLease":{"USD":"1"}}}';
  expect(readCaps(folderWith(caps))).toHaveLength(3);
});

it("does not take a link that leads nowhere for no file", () => {
  const folder = temporaryFolder();
  symlinkSync("elsewhere.json", join(folder, "config.json"));
  expect(() => readCaps(folder)).toThrow(/config\.json cannot be read: ENOENT/);
});
