import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AccountIdentity } from "../../src/domain/account.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import { type Operation, isOpen, openStates } from "../../src/ledger/operation.js";
import { migrations } from "../../src/node/sqlite/schema.js";
import { sqliteLedger } from "../../src/node/sqlite-ledger.js";
import { temporaryFolder } from "../support/ledger-harness.js";

// Ledgers as each version of the file has left them. One that people have must never be lost, or forget what is open.

const folder = join(import.meta.dirname, "..", "fixture", "ledgers");
const files = readdirSync(folder).toSorted();

/** A copy, as the ledger has it and as its file has it. */
function opened(file: string): { readonly ledger: Ledger; readonly path: string } {
  const path = join(temporaryFolder(), "ledger.sqlite");
  copyFileSync(join(folder, file), path);
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  return { ledger, path };
}

/** What stands in the file itself, before anything has opened it. */
function written(file: string): readonly (readonly [id: string, state: string])[] {
  const path = join(temporaryFolder(), "as-it-is.sqlite");
  copyFileSync(join(folder, file), path);
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  return database
    .prepare("SELECT id, state FROM operations ORDER BY id")
    .all()
    .map(({ id, state }) => [String(id), String(state)]);
}

it("there is one of each version", () => {
  expect(files).toEqual(migrations.map((_, index) => `version-${index + 1}.sqlite`));
});

describe.each(files)("a ledger as %s", (file) => {
  it("is opened with every operation, in the state in which it was left", async () => {
    const { ledger } = opened(file);
    const operations = await ledger.operations();
    const found = operations.map(({ id, state }): readonly [string, string] => [id, state]);
    expect(found.toSorted(([one], [other]) => (one < other ? -1 : 1))).toEqual(written(file));
    for (const state of [...openStates, "committed", "absent", "rejected", "not-sent", "abandoned"])
      expect(operations.map((one) => one.state)).toContain(state);
  });

  it("holds the number of whatever is open, against every account", async () => {
    const { ledger } = opened(file);
    const open = (await ledger.operations()).filter(isOpen);
    for (const { number } of open) {
      const identity = "example|https://example.invalid|another" as AccountIdentity;
      const claim = await ledger.claim({ ...nothing, identity, account: "another", number });
      expect(claim).toMatchObject({ kind: "held", by: { number } });
    }
  });

  it("is the newest version then, and says the same when it is opened again", async () => {
    const { ledger, path } = opened(file);
    const before = [await ledger.operations(), await ledger.lists(), await ledger.spending()];
    await ledger.close();
    const again = sqliteLedger({ path });
    onTestFinished(() => again.close());
    expect([await again.operations(), await again.lists(), await again.spending()]).toEqual(before);
    const database = new DatabaseSync(path);
    onTestFinished(() => database.close());
    expect(database.prepare("PRAGMA user_version").get()).toEqual({
      user_version: migrations.length,
    });
  });
});

it("version 2 knows accounts, keys, limits and how it is known", async () => {
  const { ledger } = opened("version-2.sqlite");
  const of = (kind: Operation["kind"], state: Operation["state"]) =>
    ledger.operations({ states: [state] }).then((all) => all.find((one) => one.kind === kind));
  const identity = "example|https://example.invalid|a" as AccountIdentity;
  expect(await of("lease", "committed")).toMatchObject({ identity, key: "job-1", how: "answered" });
  expect(await of("lease", "accepted")).toMatchObject({ order: "order-1" });
  const { number } = (await of("lease", "committed")) ?? {};
  expect(number).toBe("+13055550105");
  const request = { kind: "lease", identity, account: "a", key: "job-1" } as const;
  if (number) expect(await ledger.standing({ ...request, number })).toMatchObject({ kind: "done" });
  expect(await ledger.caps()).toEqual([
    { kind: "monthly", limit: { amount: "50.00", currency: "USD" } },
  ]);
  // Two that are held and five that are open, at 2.00; nothing is known of it but that.
  expect((await ledger.spending()).running).toEqual([{ amount: "14.00", currency: "USD" }]);
});

it("version 3 knows what people say of numbers", async () => {
  const { ledger } = opened("version-3.sqlite");
  expect(await ledger.notes()).toEqual([
    { number: "+13055550105", label: "Support line", isProtected: true },
    { number: "+13055550106", label: "Fax", isProtected: false },
  ]);
});

it("version 4 knows which lists could be read whole", async () => {
  const { ledger } = opened("version-4.sqlite");
  const lists = (await ledger.lists()).map(({ account, isWhole }) => [account, isWhole]);
  expect(lists).toEqual([
    ["a", true],
    ["b", false],
  ]);
});

const nothing = { kind: "lease", price: null, lease: null, key: null } as const;
