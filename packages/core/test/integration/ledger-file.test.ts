import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { AccountIdentity } from "../../src/domain/account.js";
import type { E164 } from "../../src/domain/phone-number.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import { ledgerFolder, ledgerPlace } from "../../src/node/ledger-place.js";
import { linuxName, networkMount } from "../../src/node/sqlite/network-file-system.js";
import { sqliteLedger } from "../../src/node/sqlite-ledger.js";
import { runProgram } from "../reliability/faults/child.js";
import { exampleLease } from "../support/example-lease.js";
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

const newPath = () => join(temporaryFolder(), "deep", "ledger.sqlite");

describe("a ledger that another process writes in, or that has much to write", () => {
  it(
    "holds the event loop up for no longer than a moment while it waits",
    { timeout: 20_000 },
    async () => {
      const path = newPath();
      const ledger = open(path);
      await ledger.position();
      const other = new DatabaseSync(path);
      onTestFinished(() => other.close());
      other.exec("BEGIN IMMEDIATE");
      let turns = 0;
      const ticking = setInterval(() => (turns += 1), 10);
      onTestFinished(() => clearInterval(ticking));
      const claim = ledger.claim(wish);
      await new Promise((resolve) => setTimeout(resolve, 3000));
      // Three hundred where nothing holds it up; one or two where a wait of SQLite's own does.
      expect(turns).toBeGreaterThan(30);
      other.exec("COMMIT");
      expect(await claim).toMatchObject({ kind: "claimed" });
    },
  );

  it("lets others have their turns while a long list is kept", async () => {
    expect(await turnsWhileKeeping(open(newPath()), 3000)).toBeGreaterThanOrEqual(30);
  });

  it("says so when that does not end", { timeout: 20_000 }, async () => {
    const path = newPath();
    const ledger = open(path);
    await ledger.position();
    const other = new DatabaseSync(path);
    onTestFinished(() => other.close());
    other.exec("BEGIN IMMEDIATE");
    await expect(ledger.claim(wish)).rejects.toMatchObject({
      failure: { kind: "ledger-unavailable", reason: "busy" },
    });
  });
});

describe("a ledger whose folder is gone", () => {
  it.skipIf(process.platform === "win32")("is closed without being made again", async () => {
    const path = newPath();
    const ledger = open(path);
    await ledger.claim(wish);
    rmSync(dirname(path), { recursive: true });
    await ledger.close();
    expect(existsSync(dirname(path))).toBe(false);
  });
});

describe("a ledger that went back in time", () => {
  it("leases nothing before every account was swept, and takes nothing that was claimed for unsent", async () => {
    const path = newPath();
    const before = open(path);
    await before.keepList(account, [], 0);
    await before.claim(wish);
    await before.close();
    const kept = join(temporaryFolder(), "backup");
    cpSync(dirname(path), kept, { recursive: true });
    const later = open(path);
    const [claimed] = await later.operations();
    await later.takeOver(claimed?.id ?? "", [account.identity]);
    await later.record(claimed?.id ?? "", { kind: "sent" });
    await later.close();
    // Only the file is restored.
    cpSync(join(kept, "ledger.sqlite"), path);
    for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });

    const restored = open(path);
    restored.connect([account]);
    expect(await restored.notices()).toMatchObject([{ kind: "rewound" }]);
    expect(await restored.find(claimed?.id ?? "")).toMatchObject({ state: "needs-attention" });
    const history = await restored.history(claimed?.id ?? "");
    expect(history.map(({ event }) => event.kind)).toEqual(["sent", "unknown", "needs-attention"]);
    expect(await restored.claim(another)).toEqual({
      kind: "unlisted",
      identities: [account.identity],
      because: "rewound",
    });
    await restored.keepList(account, [], await restored.position());
    expect(await restored.claim(another)).toMatchObject({ kind: "claimed" });
  });

  it("is one whose file was lost", async () => {
    const path = newPath();
    const before = open(path);
    await before.claim(wish);
    await before.close();
    rmSync(path);
    expect(await open(path).claim(another)).toMatchObject({ kind: "unlisted", because: "rewound" });
  });
});

describe("a power cut", () => {
  it("in the middle of a claim is no damage", { timeout: 30_000 }, async () => {
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

describe("a ledger's place", () => {
  it.each([
    [{ LEASELINE_HOME: "/x/y", HOME: "/home/u" }, "linux", "/x/y"],
    [{ HOME: "/home/u" }, "linux", "/home/u/.local/state/leaseline"],
    [{ HOME: "/home/u", XDG_STATE_HOME: "/s" }, "linux", "/s/leaseline"],
    [{ HOME: "/home/u", XDG_STATE_HOME: "s" }, "linux", "/home/u/.local/state/leaseline"],
    [{ HOME: "/Users/u" }, "darwin", "/Users/u/Library/Application Support/Leaseline"],
    [{ LOCALAPPDATA: "C:\\L" }, "win32", "C:\\L\\Leaseline"],
  ] as const)("is, with %o on %s, %s", (environment, platform, folder) => {
    expect(ledgerFolder(environment, platform)).toBe(folder);
  });

  it("does not depend on the working directory, whatever HOME is", () => {
    for (const HOME of [undefined, "", "relative"]) {
      const { ledger, sandbox } = ledgerPlace({ HOME, XDG_STATE_HOME: temporaryFolder() });
      expect(ledger).toMatch(/^\/.*ledger\.sqlite$/);
      expect(dirname(sandbox)).toBe(dirname(ledger));
      expect(ledgerFolder({ HOME }, "linux")).toMatch(/^\//);
    }
    expect(() => ledgerPlace({ LEASELINE_HOME: "here" })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ kind: "bad-input" }) }),
    );
  });

  it.skipIf(process.platform === "win32")(
    "is for its owner alone, also where it was there before",
    async () => {
      const state = temporaryFolder();
      mkdirSync(join(state, "leaseline"), { mode: 0o755 });
      writeFileSync(join(state, "leaseline", "ledger.sqlite"), "", { mode: 0o644 });
      const { folder, ledger: path } = ledgerPlace({ XDG_STATE_HOME: state });
      const ledger = open(path);
      await ledger.claim(wish);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const end of ["", "-wal", "-shm", ".opening", ".position"])
        expect(statSync(`${path}${end}`).mode & 0o777, end).toBe(0o600);
      expect(statSync(`${path}.sessions`).mode & 0o777).toBe(0o700);
    },
  );

  it("is one ledger by two names", async () => {
    const path = newPath();
    await open(path).claim(wish);
    const link = join(temporaryFolder(), "link");
    symlinkSync(dirname(path), link);
    expect(await open(join(link, "ledger.sqlite")).claim(wish)).toMatchObject({ kind: "held" });
  });

  const refused = (reason: RegExp) => ({
    failure: { kind: "bad-input", field: "ledger", reason: expect.stringMatching(reason) },
  });

  it("is refused where it depends on the working directory", async () => {
    const path = relative(process.cwd(), newPath());
    await expect(open(path).claim(wish)).rejects.toMatchObject(refused(/Write the whole path/));
  });

  it.skipIf(process.platform === "win32")("is refused where others can write", async () => {
    const shared = temporaryFolder();
    chmodSync(shared, 0o777);
    await expect(open(join(shared, "ledger.sqlite")).claim(wish)).rejects.toMatchObject(
      refused(/chmod go-w/),
    );
    const link = join(temporaryFolder(), "link");
    symlinkSync(shared, link);
    await expect(open(join(link, "ledger.sqlite")).claim(wish)).rejects.toMatchObject(
      refused(/chmod go-w/),
    );
  });

  it("is refused on a network file system, by what the system calls it", () => {
    expect(
      [0x6969, 0xff534d42, -11317950, 0x01021997].map((type) => linuxName(type, "/x")),
    ).toEqual(["nfs", "cifs", "cifs", "9p"]);
    // ext4, btrfs, tmpfs, overlay.
    expect(
      [0xef53, 0x9123683e, 0x01021994, 0x794c7630].map((type) => linuxName(type, "/x")),
    ).toEqual([null, null, null, null]);
    const mounts = [
      { folder: "/", type: "apfs" },
      { folder: "/mnt", type: "fuse.sshfs" },
      { folder: "/mnt/local", type: "fuse.gocryptfs" },
      { folder: "/Volumes/share", type: "smbfs" },
    ];
    expect(networkMount("/mnt/a/b", mounts)).toBe("fuse.sshfs");
    expect(networkMount("/mnt/local/b", mounts)).toBeNull();
    expect(networkMount("/mntx", mounts)).toBeNull();
    expect(networkMount("/Volumes/share", mounts)).toBe("smbfs");
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
    failure: { kind: "ledger-unavailable", reason: "failed" },
  });
  expect(await ledger.find(second.operation.id)).toMatchObject({ state: "claimed" });
});
