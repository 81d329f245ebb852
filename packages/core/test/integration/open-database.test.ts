import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { failureOf } from "../../src/errors/lease-error.js";
import type { LeaseFailure } from "../../src/errors/lease-failure.js";
import type { LedgerNotice } from "../../src/ledger/status.js";
import { newPath } from "../support/ledger-harness.js";
import { openDatabase, openReadOnly } from "../../src/node/sqlite/open-database.js";
import { lock } from "../../src/node/sqlite/lock.js";
import { migrations } from "../../src/node/sqlite/schema.js";

async function opened(path: string): Promise<DatabaseSync> {
  const database = await openDatabase(path);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}

function noticesIn(database: DatabaseSync) {
  return database
    .prepare("SELECT notice FROM notices")
    .all()
    .map(({ notice }) => JSON.parse(String(notice)) as LedgerNotice);
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

it("makes a file that writes what it is told before it says so", async () => {
  const database = await opened(newPath());
  expect(noticesIn(database)).toEqual([]);
  expect(pragma(database, "journal_mode")).toBe("wal");
  // 2 is FULL.
  expect(pragma(database, "synchronous")).toBe(2);
  // What macOS needs beside it, and no other system minds.
  expect(pragma(database, "fullfsync")).toBe(1);
  expect(pragma(database, "user_version")).toBe(migrations.length);
});

it("opens it again as it is", async () => {
  const path = newPath();
  const first = await opened(path);
  first.exec("UPDATE counter SET position = 7");
  first.close();
  const database = await opened(path);
  expect(database.prepare("SELECT position FROM counter").all()).toEqual([{ position: 7 }]);
});

it("leaves nothing of a migration that breaks off", async () => {
  const path = newPath();
  (await opened(path)).close();
  const database = new DatabaseSync(path);
  // As a process would leave it that was ended half way: within its transaction.
  database.exec("PRAGMA user_version = 0; DROP TABLE counter");
  database.close();
  // The tables are there already, so the first statement of the migration fails.
  await expect(openDatabase(path)).rejects.toThrow(/already exists|already another table/);
  const after = new DatabaseSync(path);
  onTestFinished(() => after.close());
  expect(pragma(after, "user_version")).toBe(0);
  expect(after.prepare("SELECT name FROM sqlite_schema WHERE name = 'counter'").all()).toEqual([]);
});

it("refuses a file of a newer version, and leaves it as it is", async () => {
  const path = newPath();
  const database = await opened(path);
  database.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  database.close();
  const before = readFileSync(path);
  const newer = { kind: "ledger-unavailable", reason: "newer-version" };
  expect(await failureIn(() => openDatabase(path))).toEqual(newer);
  expect(await failureIn(() => openReadOnly(path))).toEqual(newer);
  expect(readFileSync(path).equals(before)).toBe(true);
});

it("does not take the tables of a newer version, which it cannot read, for damage", async () => {
  const path = newPath();
  const database = await opened(path);
  database.exec(`PRAGMA user_version = ${migrations.length + 1}; CREATE VIEW later AS SELECT 1`);
  database.close();
  writeFileSync(path, readFileSync(path, "latin1").replace("AS SELECT 1", "IN NEW WAYS"), "latin1");
  const newer = { kind: "ledger-unavailable", reason: "newer-version" };
  expect(await failureIn(() => openDatabase(path))).toEqual(newer);
  expect(await failureIn(() => openReadOnly(path))).toEqual(newer);
  expect(readdirSync(dirname(path)).filter((name) => name.includes("damaged"))).toEqual([]);
});

it("says that another process is opening it for too long", async () => {
  const path = newPath();
  (await opened(path)).close();
  const held = lock(`${path}.opening`);
  onTestFinished(() => held?.close());
  expect(await failureIn(() => openDatabase(path))).toEqual({
    kind: "ledger-unavailable",
    reason: "busy",
  });
});

it("keeps every damaged file under a name of its own", async () => {
  const path = newPath();
  const kept: string[] = [];
  for (const content of ["first", "second"]) {
    (await opened(path)).close();
    writeFileSync(path, content.repeat(1000));
    const database = await opened(path);
    const [notice] = noticesIn(database);
    database.close();
    const keptAt = notice?.kind === "damaged" ? notice.keptAt : "";
    expect(readFileSync(keptAt, "utf8")).toBe(content.repeat(1000));
    kept.push(keptAt);
  }
  expect(new Set(kept).size).toBe(2);
});

it("does not take what a killed process left in the log for damage", async () => {
  const path = newPath();
  (await opened(path)).close();
  const child = spawn(process.execPath, ["--input-type=module", "-e", leavingALog(path)]);
  await once(child, "exit");
  expect(existsSync(`${path}-wal`)).toBe(true);
  const database = await opened(path);
  expect(noticesIn(database)).toEqual([]);
  expect(database.prepare("SELECT list FROM lists").all()).toEqual([{ list: "kept" }]);
});

it("can be read where nothing may be written, whether it was closed or not", async () => {
  const path = newPath();
  const database = await opened(path);
  database.exec("UPDATE counter SET position = 7");
  const read = () => {
    const reading = openReadOnly(path);
    try {
      return reading.prepare("SELECT position FROM counter").all();
    } finally {
      reading.close();
    }
  };
  expect(read()).toEqual([{ position: 7 }]);
  database.close();
  expect(read()).toEqual([{ position: 7 }]);
  // To have made a log would be to have written.
  expect(readdirSync(dirname(path)).filter((name) => name.endsWith("-wal"))).toEqual([]);
});

it("is made once when eight processes open a new one at the same moment", async () => {
  const path = newPath();
  const children = Array.from({ length: 8 }, (_, index) =>
    spawn(process.execPath, ["--input-type=module", "-e", claiming(path, index)], {
      cwd: import.meta.dirname,
      stdio: ["pipe", "pipe", "inherit"],
    }),
  );
  const said = children.map(({ stdout }) => text(stdout));
  const ends = children.map((child) => once(child, "exit"));
  for (const { stdin } of children) stdin.end("go");
  expect(await Promise.all(ends)).toEqual(children.map(() => [0, null]));
  const results = await Promise.all(said);
  // One has the number that all of them want; each has its own.
  expect(results.filter((one) => one.includes("shared claimed"))).toHaveLength(1);
  expect(results.filter((one) => one.includes("own claimed"))).toHaveLength(8);
  const database = await opened(path);
  expect(noticesIn(database)).toEqual([]);
  expect(database.prepare("SELECT count(*) AS count FROM operations").get()).toEqual({
    count: 9,
  });
});

/** A program that waits for the word, then opens the ledger and claims two numbers. It runs on the built package. */
function claiming(path: string, index: number): string {
  return `
    import { once } from "node:events";
    import { sqliteLedger } from "@leaseline/core/node";
    process.stdin.resume();
    await once(process.stdin, "end");
    const ledger = sqliteLedger({ path: ${JSON.stringify(path)} });
    const claim = async (number) => {
      for (;;) {
        try {
          return await ledger.claim({
            kind: "lease", identity: "a", account: "a", number, price: null, lease: null, key: null,
          });
        } catch (error) {
          // Where a machine is slow, this is an answer too: nothing was written, and whoever hears it may ask again.
          if (error.failure?.reason !== "busy") throw error;
        }
      }
    };
    console.log("own", (await claim("+1305555010${index}")).kind);
    console.log("shared", (await claim("+13055550199")).kind);
  `;
}

/** A program that writes, and is killed before it has closed. */
function leavingALog(path: string): string {
  return `
    import { DatabaseSync } from "node:sqlite";
    const database = new DatabaseSync(${JSON.stringify(path)});
    database.exec("INSERT INTO lists VALUES ('kept', NULL, 'x', NULL, 0, 0)");
    database.exec("BEGIN IMMEDIATE; INSERT INTO lists VALUES ('never committed', NULL, 'x', NULL, 0, 0)");
    process.kill(process.pid, "SIGKILL");
  `;
}

async function failureIn(work: () => unknown): Promise<LeaseFailure> {
  try {
    await work();
  } catch (error) {
    return failureOf(error);
  }
  throw new Error("nothing was thrown");
}
