import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { describeFailure } from "../../errors/describe-failure.js";
import { LeaseError, failureOf } from "../../errors/lease-error.js";
import { temporaryFolder } from "../../../test/support/ledger-harness.js";
import { isDamage, primaryCode, unavailable } from "./errors.js";

/** What SQLite truly throws. */
function thrownBy(work: (database: DatabaseSync, path: string) => void): unknown {
  const path = join(temporaryFolder(), "file.sqlite");
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("CREATE TABLE t (x)");
    work(database, path);
  } catch (error) {
    return error;
  } finally {
    database.close();
  }
  throw new Error("nothing was thrown");
}

it.each([
  [
    "full",
    (database: DatabaseSync) => {
      database.exec("PRAGMA max_page_count = 1");
      database.exec(`INSERT INTO t VALUES ('${"x".repeat(50_000)}')`);
    },
  ],
  [
    "busy",
    (database: DatabaseSync, path: string) => {
      const other = new DatabaseSync(path);
      other.exec("BEGIN EXCLUSIVE");
      try {
        database.exec("INSERT INTO t VALUES (1)");
      } finally {
        other.close();
      }
    },
  ],
  [
    "read-only",
    (_database: DatabaseSync, path: string) => {
      const reading = new DatabaseSync(path, { readOnly: true });
      try {
        reading.exec("INSERT INTO t VALUES (1)");
      } finally {
        reading.close();
      }
    },
  ],
  ["read-only", (_: DatabaseSync, path: string) => void new DatabaseSync(join(path, "x"))],
  ["failed", (database: DatabaseSync) => database.exec("no such statement")],
] satisfies readonly (readonly [string, (database: DatabaseSync, path: string) => void])[])(
  "calls it %s when SQLite says so",
  (reason, work) => {
    const cause = thrownBy(work);
    const translated = unavailable(cause);
    expect(translated).toBeInstanceOf(LeaseError);
    expect(translated).toMatchObject({ failure: { kind: "ledger-unavailable", reason }, cause });
  },
);

it.each([
  ["EACCES", "read-only"],
  ["EROFS", "read-only"],
  ["ENOSPC", "full"],
  ["EDQUOT", "full"],
  ["EIO", "disk-error"],
  ["EMFILE", "no-handles"],
  ["ENFILE", "no-handles"],
  ["ENOTDIR", "failed"],
])("reads %s of the file system as %s", (code, reason) => {
  const translated = unavailable(Object.assign(new Error("no"), { code }));
  expect(translated).toMatchObject({ failure: { kind: "ledger-unavailable", reason } });
});

it.each([
  [10 | (3 << 8), "disk-error"],
  [10 | (19 << 8), "full"],
  [13, "full"],
])("reads the code %i of SQLite's as %s", (errcode, reason) => {
  const translated = unavailable(Object.assign(new Error("no"), { errcode }));
  expect(translated).toMatchObject({ failure: { kind: "ledger-unavailable", reason } });
});

// Of the log's index, of the log, and of a file of ours: SQLite says of the log only that it could not be written.
it.each([{ errcode: 10 | (19 << 8) }, { errcode: 10 | (3 << 8) }, { code: "EDQUOT" }])(
  "tells of a quota where one that is used up is told with %o",
  (told) => {
    const failure = failureOf(unavailable(Object.assign(new Error("no"), told)));
    expect(describeFailure(failure).happened).toContain("a quota");
  },
);

it("leaves defects of ours and what is translated already as they are", () => {
  for (const error of [
    new RangeError("x"),
    new TypeError("x"),
    new LeaseError({ kind: "cancelled" }),
  ])
    expect(unavailable(error)).toBe(error);
});

it("knows a damaged file from one that cannot be had", () => {
  const damaged = thrownBy((database, path) => {
    database.close();
    writeFileSync(path, "x".repeat(5000));
    const other = new DatabaseSync(path);
    try {
      other.exec("SELECT * FROM t");
    } finally {
      other.close();
      database.open();
    }
  });
  expect(isDamage(damaged)).toBe(true);
  expect(isDamage(thrownBy((database) => database.exec("nonsense")))).toBe(false);
  expect(primaryCode(new Error("x"))).toBeNull();
});
