import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { runProgram } from "../reliability/faults/child.js";
import { another, request } from "../support/example-request.js";
import { newPath, openFile } from "../support/ledger-harness.js";

describe("a power cut", () => {
  it("in the middle of a claim is no damage", async () => {
    const path = newPath();
    const before = openFile(path);
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
            "INSERT INTO operations (position, version, id, kind, identity, account, number, state, sender, startedAt, changedAt) VALUES (?, 4, ?, 'lease', 'i', 'a', ?, 'claimed', '', '', '')",
          )
          .run(1000 + index, crypto.randomUUID(), "+1305556" + (1000 + index));
      process.kill(process.pid, "SIGKILL");
      `,
      { path },
    );
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    const after = openFile(path);
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
  const ledger = openFile(newPath());
  const [first, second] = [await ledger.claim(request), await ledger.claim(another)];
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
