import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import type { E164 } from "../../src/domain/phone-number.js";
import { adoptLedger } from "../../src/node/adopt-ledger.js";
import { sqliteLedger } from "../../src/node/sqlite-ledger.js";
import { newPath, openFile } from "../support/ledger-harness.js";

// Each is a number of the example range.
const [one, other, third] = ["+13055550105", "+13055550150", "+13055550151"] as [E164, E164, E164];

it("lets no program of an earlier version that still has the file open begin anything", async () => {
  const path = newPath();
  copyFileSync(join(import.meta.dirname, "..", "fixture", "ledgers", "version-2.sqlite"), path);
  const old = new DatabaseSync(path);
  onTestFinished(() => old.close());
  const begin = (number: E164, position: number) =>
    old.exec(`INSERT INTO operations
        (position, version, id, kind, identity, account, number, state, sender, startedAt, changedAt)
      VALUES (${position}, 2, '${position}', 'release', 'x', 'work', '${number}', 'claimed', 's', '', '')`);
  const ledger = openFile(path);
  await ledger.note(one, { isProtected: true });
  for (const number of [one, other]) expect(() => begin(number, 9999)).toThrow(/later version/);
  expect(await ledger.find("9999")).toBeNull();
});

it("keeps a number protected when the ledger was damaged", async () => {
  const path = newPath();
  const before = sqliteLedger({ path });
  await before.note(one, { isProtected: true, label: "Support line" });
  await before.close();
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0, 0, 100));
  const after = openFile(path);
  expect(await after.notes()).toEqual([{ number: one, label: null, isProtected: true }]);
  expect(await after.notices()).toMatchObject([{ kind: "damaged" }]);
});

it("takes over what another ledger says of numbers, and protects what is protected in either", async () => {
  const [from, into] = [newPath(), newPath()];
  const [old, own] = [sqliteLedger({ path: from }), openFile(into)];
  await old.note(one, { label: "Old", isProtected: true });
  await own.note(one, { label: "Own" });
  await old.note(other, { label: "Second" });
  await own.note(third, { isProtected: true });
  await old.close();
  await adoptLedger(from, into);
  expect(await own.notes()).toEqual([
    { number: one, label: "Own", isProtected: true },
    { number: other, label: "Second", isProtected: false },
    { number: third, label: null, isProtected: true },
  ]);
});
