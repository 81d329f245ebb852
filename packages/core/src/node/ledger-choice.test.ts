import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/support/ledger-harness.js";
import { ledgerAddress } from "./ledger-address.js";
import { chosenLedger, keepLedgerChoice } from "./ledger-choice.js";

const address = "postgres://app@db.example:5432/leaseline";
const other = "postgres://app@db.example:5432/another";
const isBadInput = (words: RegExp) =>
  expect.objectContaining({
    failure: expect.objectContaining({
      kind: "bad-input",
      field: "ledger",
      reason: expect.stringMatching(words),
    }),
  });

describe("the ledger of a machine", () => {
  it("is its own where nothing else is said", () => {
    expect(chosenLedger(temporaryFolder(), {})).toBeNull();
    expect(chosenLedger(temporaryFolder(), { LEASELINE_LEDGER: " " })).toBeNull();
  });

  it("is the one that was chosen, until it is chosen again; no password is in the file", () => {
    const folder = temporaryFolder();
    keepLedgerChoice(folder, { address, isInKeychain: true });
    expect(chosenLedger(folder, {})).toEqual({ address, password: null, isInKeychain: true });
    expect(chosenLedger(folder, { LEASELINE_LEDGER_PASSWORD: "s3cret" })).toMatchObject({
      password: "s3cret",
    });
    expect(readFileSync(join(folder, "ledger.json"), "utf8")).not.toContain("s3cret");
    keepLedgerChoice(folder, null);
    expect(chosenLedger(folder, {})).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is what the environment says, its password apart", () => {
    const LEASELINE_LEDGER = "postgresql://app:p%40ss@db.example:5432/leaseline";
    expect(chosenLedger(temporaryFolder(), { LEASELINE_LEDGER })).toEqual({
      address,
      password: "p@ss",
      isInKeychain: false,
    });
  });

  it("is not one whose password stands in a file, and it is said where it belongs, not what it is", () => {
    const withPassword = address.replace("app@", "app:s3cret@");
    const setting = { name: "leaseline.ledger", address: withPassword };
    const folder = temporaryFolder();
    const isRefused = (choose: () => unknown, name: string) => {
      expect(choose).toThrow(isBadInput(/ledger use postgres:\/\/app@db\S+ --keychain/));
      expect(choose).toThrow(name);
      expect(choose).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining("s3cret") }),
      );
    };
    isRefused(() => chosenLedger(folder, {}, setting), "leaseline.ledger");
    isRefused(
      () => chosenLedger(folder, { LEASELINE_LEDGER: address }, setting),
      "leaseline.ledger",
    );
    keepLedgerChoice(folder, { address: withPassword, isInKeychain: false });
    isRefused(() => chosenLedger(folder, {}), "ledger.json");
    isRefused(() => chosenLedger(folder, { LEASELINE_LEDGER: address }), "ledger.json");
    const byHand = JSON.stringify({ ledger: address, password: "s3cret" });
    writeFileSync(join(folder, "ledger.json"), byHand);
    isRefused(() => chosenLedger(folder, {}), "ledger.json");
  });

  it("is not one of two: they would lease a number twice", () => {
    const folder = temporaryFolder();
    keepLedgerChoice(folder, { address, isInKeychain: false });
    expect(() => chosenLedger(folder, { LEASELINE_LEDGER: other })).toThrow(
      isBadInput(/Two ledgers/),
    );
    const setting = { name: "leaseline.ledger", address: other };
    expect(() => chosenLedger(folder, {}, setting)).toThrow(isBadInput(/leaseline\.ledger/));
    expect(chosenLedger(folder, { LEASELINE_LEDGER: address })).toMatchObject({ address });
    expect(chosenLedger(folder, {}, { ...setting, address: "" })).toMatchObject({ address });
  });

  it("is not what one program alone is told: the others would use another one", () => {
    const folder = temporaryFolder();
    const setting = { name: "leaseline.ledger", address };
    expect(() => chosenLedger(folder, {}, setting)).toThrow(isBadInput(/leaseline\.ledger says/));
    keepLedgerChoice(folder, { address, isInKeychain: false });
    expect(chosenLedger(folder, {}, setting)).toMatchObject({ address });
    keepLedgerChoice(folder, null);
    expect(() => chosenLedger(folder, {}, setting)).toThrow(isBadInput(/Two ledgers/));
  });

  it.each([
    "",
    "{",
    "[]",
    "{}",
    '{"ledger":5}',
    '{"ledger":"nonsense"}',
    `{"ledger":"${address}","password":5}`,
    `{"ledger":"${address}","more":1}`,
  ])("is not its own where the file is not understood: %s", (text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "ledger.json"), text);
    expect(() => chosenLedger(folder, {})).toThrow(isBadInput(/Nothing was sent/));
  });

  it.each(["", ".", "leaseline", undefined, null])(
    "is neither kept in the folder %j, which depends on where a program is started, nor read there",
    (odd) => {
      // As a program without types may give it.
      const folder = odd as string;
      const isRefused = isBadInput(/depends on the current folder/);
      for (const chosen of [{ address, isInKeychain: false }, null])
        expect(() => keepLedgerChoice(folder, chosen)).toThrow(isRefused);
      expect(() => chosenLedger(folder, {})).toThrow(isRefused);
      expect(existsSync("ledger.json")).toBe(false);
    },
  );

  it.each([5, true, {}, ["x"]])("is not what is no text in a file of settings: %j", (odd) => {
    const setting = { name: "leaseline.ledger", address: odd as string };
    expect(() => chosenLedger(temporaryFolder(), {}, setting)).toThrow(isBadInput(/postgres:/));
    const chosen = { address: odd as string, isInKeychain: false };
    const folder = temporaryFolder();
    expect(() => keepLedgerChoice(folder, chosen)).toThrow(isBadInput(/postgres:/));
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([null, undefined])("is its own where a file of settings says %j for it", (address) => {
    const setting = { name: "leaseline.ledger", address: address as unknown as string };
    expect(chosenLedger(temporaryFolder(), {}, setting)).toBeNull();
  });

  it.runIf(process.platform !== "win32")(
    "is not said to be chosen in a folder that cannot be written in",
    () => {
      const folder = temporaryFolder();
      chmodSync(folder, 0o555);
      const keep = () => keepLedgerChoice(folder, { address, isInKeychain: false });
      expect(() => asNobody(keep)).toThrow(
        expect.objectContaining({ failure: { kind: "ledger-unavailable", reason: "read-only" } }),
      );
    },
  );
});

/** Root may write everywhere, so that it is somebody else meanwhile. */
function asNobody(work: () => void): void {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    work();
  } finally {
    process.seteuid?.(0);
  }
}

describe("an address", () => {
  it.each([
    undefined,
    null,
    5,
    "",
    "db.example",
    "postgres://",
    "postgres://db.example",
    "http://db.example/x",
    "postgres:///x",
    "postgres://%2Fvar%2Frun/x",
    "postgres://one,two/x",
  ])("is not %j", (text) => {
    expect(() => ledgerAddress(text as string)).toThrow(isBadInput(/postgres:\/\/user@host/));
  });

  it.each([
    "postgres//app:s3cret@host/db",
    "postgres://app@host/db?password=s3cret",
    "postgres://a:%zz@h/db",
  ])("that cannot be understood is not said again: %s", (text) => {
    expect(() => ledgerAddress(text)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("s3cret") }),
    );
  });
});
