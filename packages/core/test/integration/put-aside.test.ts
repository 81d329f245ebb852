import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";
import { adoptLedger } from "../../src/node/adopt-ledger.js";
import { newPath, openFile, temporaryFolder } from "../support/ledger-harness.js";
import { another, request } from "../support/example-request.js";
import { e164 } from "../support/e164.js";
import { crashed } from "../reliability/faults/child.js";

/** A ledger whose process was killed after it had marked a lease as sent; another number is protected. */
async function left(): Promise<string> {
  const path = newPath();
  const before = openFile(path);
  await before.note(another.number, { isProtected: true });
  await before.close();
  await crashed(path, request, "sent");
  return path;
}

async function expectHeld(path: string): Promise<void> {
  const ledger = openFile(path);
  expect(await ledger.operations()).toMatchObject([
    { number: request.number, state: "needs-attention", failure: { reason: "ledger-damaged" } },
  ]);
  expect(await ledger.notes()).toMatchObject([{ number: another.number, isProtected: true }]);
  expect(await ledger.claim(another)).toMatchObject({ kind: "unlisted", because: "rewound" });
}

const third = e164("+13055550102");

const damageLog = (path: string) =>
  writeFileSync(`${path}-wal`, readFileSync(`${path}-wal`).fill(7, 32, 232));

const damage = (file: string) => writeFileSync(file, readFileSync(file).fill(7, 0, 100));

// Whoever finds a ledger damaged may be killed at any moment, and a disk may have no room for a new file.
const killed: Readonly<Record<string, (path: string) => void>> = {
  "put it aside": (path) => {
    damage(path);
    renameSync(path, `${path}.damaged-1`);
    renameSync(`${path}-wal`, `${path}.damaged-1-wal`);
    rmSync(`${path}-shm`, { force: true });
  },
  "put it aside, and begun the new one": (path) => {
    killed["put it aside"]?.(path);
    writeFileSync(path, "");
  },
  "put its log aside": (path) => {
    damage(path);
    renameSync(`${path}-wal`, `${path}.damaged-1-wal`);
  },
  "put it aside without its log": (path) => {
    damage(path);
    renameSync(path, `${path}.damaged-1`);
  },
  "copied its log": (path) => {
    copyFileSync(`${path}-wal`, `${path}-wal.damaged-1`);
    for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`);
  },
};

it("a ledger whose file and log are both damaged in the first bytes knows what may have been sent", async () => {
  const path = await left();
  for (const file of [path, `${path}-wal`]) damage(file);
  await expectHeld(path);
});

it.each(Object.keys(killed))(
  "a damaged ledger knows what may have been sent where who found it damaged had only %s",
  async (name) => {
    const path = await left();
    killed[name]?.(path);
    await expectHeld(path);
    const [notice] = await openFile(path).notices();
    expect(notice).toMatchObject({ kind: "damaged", blocked: 1 });
  },
);

it("what was put aside is read where another ledger was moved into this one that has one of the same name", async () => {
  const [from, path] = [await left(), newPath()];
  damageLog(from);
  await openFile(from).close();
  const before = openFile(path);
  await before.setCaps([]);
  await before.close();
  await adoptLedger(from, path);
  const both = openFile(path);
  expect(await both.notices()).toMatchObject([{ keptAt: `${from}-wal.damaged-1` }]);
  await both.close();
  await crashed(path, { ...request, kind: "release", number: third }, "sent");
  damageLog(path);
  const known = (await openFile(path).operations()).map((one) => one.number);
  expect(known.toSorted()).toEqual([request.number, third]);
});

it("what was put aside is not read again where its folder was moved since", async () => {
  const path = await left();
  damage(path);
  await openFile(path).close();
  const moved = temporaryFolder();
  cpSync(dirname(path), moved, { recursive: true });
  rmSync(dirname(path), { recursive: true });
  expect(await openFile(join(moved, basename(path))).notices()).toHaveLength(1);
});
