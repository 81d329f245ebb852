import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { AccountIdentity } from "../../src/domain/account.js";
import type { E164 } from "../../src/domain/phone-number.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import { sqliteLedger } from "../../src/node/sqlite-ledger.js";
import { runProgram } from "../reliability/faults/child.js";
import { temporaryFolder } from "../support/ledger-harness.js";

const account = { identity: "example||a" as AccountIdentity, account: "a" };

const wish = {
  ...account,
  kind: "lease",
  number: "+13055550100" as E164,
  price: null,
  lease: null,
  key: null,
} as const;

const another = { ...wish, number: "+13055550101" as E164 };

function open(path: string): Ledger {
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  return ledger;
}

const newPath = () => join(temporaryFolder(), "deep", "ledger.sqlite");

describe("a power cut", () => {
  it("in the middle of a claim is no damage", async () => {
    const path = newPath();
    const before = open(path);
    await before.claim(another);
    await before.close();
    // What a transaction had written when the power went: pages in the log, and no commit.
    await runProgram(
      `
      import { DatabaseSync } from "node:sqlite";
      const database = new DatabaseSync(given.path);
      database.exec("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE");
      for (let index = 0; index < 500; index += 1)
        database
          .prepare(
            "INSERT INTO operations (position, version, id, kind, identity, account, number, state, sender, startedAt, changedAt) VALUES (?, 2, ?, 'lease', 'i', 'a', ?, 'claimed', '', '', '')",
          )
          .run(1000 + index, crypto.randomUUID(), "+1305556" + (1000 + index));
      process.kill(process.pid, "SIGKILL");
      `,
      { path },
    );
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    const after = open(path);
    expect(await after.notices()).toEqual([]);
    expect(await after.operations()).toHaveLength(1);
  });
});

/** The next commit fails, after it was carried out or without. */
function loseNextCommit(outcome: "COMMIT" | "ROLLBACK"): void {
  // eslint-disable-next-line typescript/unbound-method -- called with its database, below
  const exec = DatabaseSync.prototype.exec;
  const spy = vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    if (sql !== "COMMIT") return exec.call(this, sql);
    exec.call(this, outcome);
    spy.mockRestore();
    throw Object.assign(new Error("disk I/O error"), { errcode: 10 });
  });
  onTestFinished(() => spy.mockRestore());
}

it("has a mark whose commit got no answer if it was written, and not if it was not", async () => {
  const ledger = open(newPath());
  const [first, second] = [await ledger.claim(wish), await ledger.claim(another)];
  if (first.kind !== "claimed" || second.kind !== "claimed") throw new Error("both are free");
  loseNextCommit("COMMIT");
  expect(await ledger.record(first.operation.id, { kind: "sent" })).toMatchObject({
    state: "sent",
  });
  loseNextCommit("ROLLBACK");
  await expect(ledger.record(second.operation.id, { kind: "sent" })).rejects.toMatchObject({
    failure: { kind: "ledger-unavailable", reason: "disk-error" },
  });
  expect(await ledger.find(second.operation.id)).toMatchObject({ state: "claimed" });
});
