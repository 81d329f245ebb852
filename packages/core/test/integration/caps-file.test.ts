import {
  copyFileSync,
  existsSync,
  readFileSync,
  statSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, it } from "vitest";
import { toMoney } from "../../src/domain/money.js";
import type { SpendCap } from "../../src/domain/spending.js";
import { newPath, openFile } from "../support/ledger-harness.js";

function monthly(amount: string): SpendCap {
  const limit = toMoney(amount, "USD");
  if (!limit) throw new Error(`${amount} is no amount`);
  return { kind: "monthly", limit };
}

/** The files of a ledger with a cap: as it was closed, or as a process leaves them that dies. */
async function capped(how: "closed" | "left"): Promise<string> {
  const path = newPath();
  const ledger = openFile(path);
  await ledger.setCaps([monthly("1.00")]);
  if (how === "closed") {
    await ledger.close();
    return path;
  }
  const copy = newPath();
  for (const end of ["", "-wal", ".position", ".caps"])
    copyFileSync(`${path}${end}`, `${copy}${end}`);
  return copy;
}

function overwrite(file: string, from: number, to?: number): void {
  const bytes = readFileSync(file);
  writeFileSync(
    file,
    bytes.fill(7, Math.min(from, bytes.length), Math.min(to ?? Infinity, bytes.length)),
  );
}

const damages: Readonly<Record<string, (path: string) => void>> = {
  "begins with something else": (path) => overwrite(path, 0, 100),
  "is something else in the middle": (path) => overwrite(path, 4096, 8192),
  "is something else from beginning to end": (path) => overwrite(path, 0),
  "is cut off": (path) => truncateSync(path, 5000),
  "was emptied": (path) => truncateSync(path, 0),
  "is gone": (path) => rmSync(path),
};

const logDamages: Readonly<Record<string, (log: string) => void>> = {
  "begins with something else": (log) => overwrite(log, 0, 100),
  "is something else in the middle": (log) => overwrite(log, 4096, 12_288),
  "was emptied": (log) => truncateSync(log, 0),
  "is gone": (log) => rmSync(log),
};

async function expectHeld(path: string): Promise<void> {
  const ledger = openFile(path);
  expect(await ledger.caps()).toEqual([monthly("1.00")]);
  expect(await ledger.notices()).toHaveLength(1);
}

describe("a ledger holds to its caps where its file", () => {
  it.each(Object.keys(damages))("%s", async (name) => {
    const path = await capped("closed");
    damages[name]?.(path);
    await expectHeld(path);
    const left = await capped("left");
    damages[name]?.(left);
    // The log may have all of it.
    expect(await openFile(left).caps()).toEqual([monthly("1.00")]);
  });

  it("is an older one that was put back", async () => {
    const path = newPath();
    const first = openFile(path);
    await first.setCaps([monthly("9.00")]);
    await first.close();
    const older = readFileSync(path);
    const second = openFile(path);
    await second.setCaps([monthly("1.00")]);
    await second.close();
    writeFileSync(path, older);
    await expectHeld(path);
  });
});

describe("a ledger holds to its caps where its log", () => {
  it.each(Object.keys(logDamages))("%s", async (name) => {
    const path = await capped("left");
    logDamages[name]?.(`${path}-wal`);
    await expectHeld(path);
  });
});

it("finds what stands in the log alone of a file that was emptied", async () => {
  const path = await capped("left");
  rmSync(`${path}.caps`);
  truncateSync(path, 0);
  await expectHeld(path);
  expect(existsSync(`${path}.damaged-1-wal`)).toBe(true);
});

it("lets caps be loosened and taken away where nothing was damaged", async () => {
  const path = newPath();
  const first = openFile(path);
  await first.setCaps([monthly("1.00")]);
  await first.setCaps([monthly("5.00")]);
  await first.close();
  const second = openFile(path);
  expect(await second.caps()).toEqual([monthly("5.00")]);
  await second.setCaps([]);
  await second.close();
  const third = openFile(path);
  expect(await third.caps()).toEqual([]);
  expect(await third.notices()).toEqual([]);
});

it.skipIf(process.platform === "win32")("keeps them where only the owner reads them", async () => {
  expect(statSync(`${await capped("closed")}.caps`).mode & 0o777).toBe(0o600);
});

it("lets a person set them anew after a loss", async () => {
  const path = await capped("closed");
  overwrite(path, 0, 100);
  const first = openFile(path);
  await first.setCaps([monthly("8.00")]);
  await first.close();
  expect(await openFile(path).caps()).toEqual([monthly("8.00")]);
});
