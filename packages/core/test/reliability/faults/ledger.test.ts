import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { specialNumbers } from "@leaseline/sandbox";
import { expect, onTestFinished, vi } from "vitest";
import { describeFailure } from "../../../src/errors/describe-failure.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { after, closedAfterSent, ledgerAt, quoteFor } from "./ledger-stage.js";
import { readOnlyAfterCrash, readOnlyProfile } from "./read-only.js";
import { fault, ofAll } from "./observe.js";
import { stage, stageOn, writes } from "./stage.js";

const transport = nodeTransport();
const { plain } = specialNumbers.contiguity;

fault("62 disk full, read-only or newer ledger: nothing is sent", async () => {
  // Alone, as it is full for everything in this process.
  const full = await diskFull();
  const others = [readOnlyProfile, readOnlyAfterCrash, newerVersion];
  return ofAll([async () => full, ...others], (observe) => observe());
});

fault("63 damaged ledger: kept aside, the number blocked, then settled by reads", () =>
  ofAll(
    [
      { name: "header", damage: (path: string) => scribble(path, 0, 100) },
      { name: "last page", damage: (path: string) => scribble(path, -4096, 4096) },
      { name: "cut off", damage: (path: string) => cutOff(path) },
      // The process has died, so that what it wrote last stands in the log only.
      { name: "file beside a log", damage: (path: string) => scribble(path, 4096, 1e6), log: true },
      { name: "log", damage: (path: string) => scribble(`${path}-wal`, 32, 200), log: true },
      {
        name: "end of the log",
        damage: (path: string) => scribble(`${path}-wal`, -100, 100),
        log: true,
      },
    ],
    async ({ name, damage, log }) => {
      const first = await stage({ transport });
      const path = log ? await after("sent", first) : await closedAfterSent(first);
      damage(path);
      const ledger = ledgerAt(path);
      await first.held();
      const on = stageOn(first.sandbox, { transport, ledger });
      const notices = await ledger.notices();
      expect(notices, name).toMatchObject([{ kind: "damaged", blocked: 1 }]);
      for (const notice of notices)
        expect(notice.kind === "damaged" && existsSync(notice.keptAt)).toBe(true);
      const blocked = await ledger.operations();
      expect(blocked).toMatchObject([
        { kind: "lease", account: "a", number: plain, failure: { reason: "ledger-damaged" } },
      ]);
      expect(await on.client.lease(await quoteFor(on))).toMatchObject({
        kind: "committed",
        lease: { number: plain },
      });
      expect(writes(on)).toBe(1);
      expect(await on.client.reconcile()).toEqual([]);
      const states = { "needs-attention": "H", unknown: "U" };
      return `${states[blocked[0]?.state as keyof typeof states]}→C`;
    },
  ),
);

fault("100 order in a damaged ledger: never absent, as no list shows one", async () => {
  const number = specialNumbers.sinch.swedishMobile;
  const options = { transport, at: "sinch", orders: "as-documented", number } as const;
  const path = join(temporaryFolder(), "ledger.sqlite");
  const first = await stage({ ...options, ledger: ledgerAt(path) });
  expect(await first.client.lease(await first.client.quote("a", first.number))).toMatchObject({
    kind: "accepted",
  });
  await first.client.close();
  await first.ledger.close();
  scribble(path, 0, 100);
  const on = stageOn(first.sandbox, { ...options, ledger: ledgerAt(path) });
  const [asked] = await on.client.reconcile();
  first.sandbox.control.clock.advance(7 * 86_400_000);
  const [carriedOut] = await on.client.reconcile();
  expect(first.sandbox.control.owned("sinch")).toEqual([number]);
  const letters = { absent: "A", "needs-attention": "H", committed: "C" };
  return [asked, carriedOut].map((one) => letters[one?.state as keyof typeof letters]).join("→");
});

/** @param from - counted from the end when it is negative. */
function scribble(path: string, from: number, length: number): void {
  const bytes = readFileSync(path);
  const start = from < 0 ? bytes.length + from : from;
  writeFileSync(path, bytes.fill(0xa5, start, Math.min(start + length, bytes.length)));
}

function cutOff(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length - 4096));
}

/** SQLite itself says that there is no room, as soon as a page more is needed. */
async function diskFull(): Promise<string> {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const on = await stage({ transport, ledger: ledgerAt(path) });
  await on.client.operations();
  const database = new DatabaseSync(path);
  // Each operation needs more pages than are free.
  database.exec(`
    CREATE TABLE filler (bytes BLOB);
    CREATE TRIGGER filled BEFORE INSERT ON operations
      BEGIN INSERT INTO filler VALUES (zeroblob(80000)); END`);
  database.close();
  // eslint-disable-next-line typescript/unbound-method -- called with its database, below
  const exec = DatabaseSync.prototype.exec;
  const limited = vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    exec.call(this, sql);
    // No less than there are now, whatever number is given.
    if (sql === "BEGIN IMMEDIATE") exec.call(this, "PRAGMA max_page_count = 1");
  });
  onTestFinished(() => limited.mockRestore());
  const { observed, thrown, operation } = await on.lease();
  limited.mockRestore();
  // It is the claim that finds no room.
  expect(operation).toBeNull();
  expect(thrown).toEqual({ kind: "ledger-unavailable", reason: "full" });
  expect(writes(on)).toBe(0);
  return observed;
}

async function newerVersion(): Promise<string> {
  const first = await stage({ transport, at: "sinch" });
  const path = await closedAfterSent(first);
  const database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  const on = stageOn(first.sandbox, { transport, ledger: ledgerAt(path), at: "sinch" });
  const quoted = await on.client.quote("a", on.number);
  const failure = await on.client.lease(quoted).then(
    () => null,
    (error: { readonly failure?: unknown }) => error.failure,
  );
  const newer = { kind: "ledger-unavailable", reason: "newer-version" } as const;
  expect(failure).toEqual(newer);
  expect(describeFailure(newer).next).toMatch(/^Update Leaseline/);
  expect(writes(on)).toBe(0);
  return "B";
}
