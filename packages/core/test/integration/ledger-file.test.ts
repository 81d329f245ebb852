import { cpSync, existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import type { E164 } from "../../src/domain/phone-number.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import { exampleLease } from "../support/example-lease.js";
import { account, another, request } from "../support/example-request.js";
import { newPath, openFile, temporaryFolder } from "../support/ledger-harness.js";
import { runFor } from "../support/time-passes.js";

/** Keeps a first list of `count` numbers, and counts the turns of the event loop meanwhile. */
async function turnsWhileKeeping(ledger: Ledger, count: number): Promise<number> {
  const leases = Array.from({ length: count }, (_, index) =>
    exampleLease({ account: "a", number: `+1305${5_000_000 + index}` as E164 }),
  );
  const since = await ledger.position();
  let turns = 0;
  let keeping = true;
  const turn = () => {
    turns += 1;
    if (keeping) setImmediate(turn);
  };
  setImmediate(turn);
  await ledger.keepList(account, leases, since);
  keeping = false;
  return turns;
}

describe("a ledger that another process writes in, or that has much to write", () => {
  it("holds the event loop up for no longer than a moment while it waits", async () => {
    const path = newPath();
    const ledger = openFile(path);
    await ledger.position();
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec("BEGIN IMMEDIATE");
    const claim = ledger.claim(request);
    // It is told that the ledger is busy before so many have come where a wait of SQLite's own holds each of them up.
    for (let turns = 0; turns < 30; turns += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    other.exec("COMMIT");
    expect(await claim).toMatchObject({ kind: "claimed" });
  });

  it("lets others have their turns while a long list is kept", async () => {
    expect(await turnsWhileKeeping(openFile(newPath()), 3000)).toBeGreaterThanOrEqual(30);
  });

  it("says so when that does not end", async () => {
    const path = newPath();
    const ledger = openFile(path);
    await ledger.position();
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec("BEGIN IMMEDIATE");
    await expect(ledger.claim(request)).rejects.toMatchObject({
      failure: { kind: "ledger-unavailable", reason: "busy" },
    });
  });
});

describe("a ledger whose folder is gone", () => {
  it.skipIf(process.platform === "win32")("is closed without being made again", async () => {
    const path = newPath();
    const ledger = openFile(path);
    await ledger.claim(request);
    rmSync(dirname(path), { recursive: true });
    await ledger.close();
    expect(existsSync(dirname(path))).toBe(false);
  });
});

describe("a ledger that went back in time", () => {
  it("leases nothing before every account was swept, and takes nothing that was claimed for unsent", async () => {
    const path = newPath();
    const before = openFile(path);
    await before.keepList(account, [], 0);
    await before.claim(request);
    await before.close();
    const kept = join(temporaryFolder(), "backup");
    cpSync(dirname(path), kept, { recursive: true });
    const later = openFile(path);
    const [claimed] = await later.operations();
    await later.takeOver(claimed?.id ?? "", [account.identity]);
    await later.record(claimed?.id ?? "", { kind: "sent" });
    await later.close();
    // Only the file is restored.
    cpSync(join(kept, "ledger.sqlite"), path);
    for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });

    const restored = openFile(path);
    restored.connect([account]);
    expect(await restored.notices()).toMatchObject([{ kind: "rewound" }]);
    expect(await restored.find(claimed?.id ?? "")).toMatchObject({ state: "needs-attention" });
    const history = await restored.history(claimed?.id ?? "");
    expect(history.map(({ event }) => event.kind)).toEqual(["sent", "unknown", "needs-attention"]);
    const unlisted = { kind: "unlisted", identities: [account.identity], because: "rewound" };
    expect(await restored.claim(another)).toEqual(unlisted);
    runFor(91);
    expect(await restored.claim(another)).toEqual(unlisted);
    await restored.keepList(account, [], await restored.position());
    expect(await restored.claim(another)).toMatchObject({ kind: "claimed" });
  });

  it("is one whose file was lost", async () => {
    const path = newPath();
    const before = openFile(path);
    await before.claim(request);
    await before.close();
    rmSync(path);
    expect(await openFile(path).claim(another)).toMatchObject({
      kind: "unlisted",
      because: "rewound",
    });
  });
});
