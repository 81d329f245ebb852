import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../support/ledger-harness.js";
import { type Presence, createPresence, lock } from "../../src/node/sqlite/presence.js";

const packageFolder = join(import.meta.dirname, "..", "..");

// Other processes take their time to start where there is little of it.
describe("a session", { timeout: 60_000 }, () => {
  it("lives for as long as its process does, and is gone when that is killed", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const { child, session } = await otherProcess(path);
    const own = open(`${path}.sessions`);
    expect(own.isGone(session)).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(own.isGone(session)).toBe(true);
    // Also when it is asked again, and its file is not there any more.
    expect(own.isGone(session)).toBe(true);
  });

  it.skipIf(process.platform === "win32")(
    "is not gone when its process is frozen, for however long",
    async () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      const { child, session } = await otherProcess(path);
      const own = open(`${path}.sessions`);
      child.kill("SIGSTOP");
      for (let times = 0; times < 5; times += 1) {
        expect(own.isGone(session)).toBe(false);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      child.kill("SIGCONT");
      expect(own.isGone(session)).toBe(false);
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(own.isGone(session)).toBe(true);
    },
  );

  it("is gone when its process ends without closing it", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const { child, session } = await otherProcess(path);
    child.stdin.end();
    await once(child, "exit");
    expect(open(`${path}.sessions`).isGone(session)).toBe(true);
  });

  it("lives on when nothing in its process holds the ledger any more", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const { child, session } = await otherProcess(path);
    child.stdin.write("collect");
    await once(child.stdout, "data");
    expect(open(`${path}.sessions`).isGone(session)).toBe(false);
  });

  it("lives for another one of the same process", () => {
    const folder = temporaryFolder();
    const [one, other] = [open(folder), open(folder)];
    expect(one.isGone(other.session)).toBe(false);
    expect(other.isGone(one.session)).toBe(false);
    // Having been looked at does not end it: the system lets go of a lock when any handle of the process closes.
    const third = open(folder);
    expect(third.isGone(one.session)).toBe(false);
    expect(third.isGone(other.session)).toBe(false);
  });

  it("is held against other processes, also when its own process has looked at it", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const folder = `${path}.sessions`;
    const [one, other] = [open(folder), open(folder)];
    expect(other.isGone(one.session)).toBe(false);
    expect(await seenFromOutside(folder, one.session)).toBe("held");
    one.close();
    expect(await seenFromOutside(folder, one.session)).toBe("free");
  });

  it("is gone when it was closed, and leaves nothing behind", () => {
    const folder = temporaryFolder();
    const [one, other] = [open(folder), open(folder)];
    one.close();
    expect(other.isGone(one.session)).toBe(true);
    other.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is cleared away by the next one when it ended without closing", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const folder = `${path}.sessions`;
    const { child } = await otherProcess(path);
    child.kill("SIGKILL");
    await once(child, "exit");
    const sessions = () => new Set(readdirSync(folder).map((name) => name.slice(0, 36)));
    expect(sessions().size).toBe(1);
    const own = open(folder);
    expect(sessions()).toEqual(new Set([own.session]));
  });

  it("never was when its name is not one", () => {
    const own = open(temporaryFolder());
    for (const name of ["", "../ledger", "-".repeat(36), crypto.randomUUID()])
      expect(own.isGone(name)).toBe(true);
  });

  it("does not take itself for gone", () => {
    const own = open(temporaryFolder());
    expect(own.isGone(own.session)).toBe(false);
  });
});

describe("a lock", () => {
  it("is held by one at a time", () => {
    const file = join(temporaryFolder(), "one.lock");
    const held = lock(file);
    expect(held).not.toBeNull();
    expect(lock(file)).toBeNull();
    held?.close();
    const next = lock(file);
    expect(next).not.toBeNull();
    next?.close();
  });

  it("is waited for no longer than was said", () => {
    const file = join(temporaryFolder(), "one.lock");
    const held = lock(file);
    const start = performance.now();
    expect(lock(file, 200)).toBeNull();
    expect(performance.now() - start).toBeGreaterThan(150);
    held?.close();
  });
});

function open(folder: string): Presence {
  const presence = createPresence(folder);
  let open = true;
  const close = () => {
    if (open) presence.close();
    open = false;
  };
  onTestFinished(close);
  return { ...presence, close };
}

/** A process that has a session of the ledger, and lives until its input ends. */
async function otherProcess(path: string) {
  const child = run(
    `import { sqliteLedger } from "@leaseline/core/node";
     const wish = { kind: "lease", account: "a", number: "+13055550100", price: null, lease: null };
     const claim = async () => (await sqliteLedger({ path: process.argv[1] }).claim(wish)).operation;
     claim().then(({ sender }) => process.stdout.write(sender));
     process.stdin.on("end", () => process.exit(0)).on("data", async () => {
       for (let times = 0; times < 3; times += 1) {
         gc();
         await new Promise((resolve) => setTimeout(resolve, 10));
       }
       process.stdout.write("collected");
     });`,
    path,
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const [session] = await once(child.stdout, "data");
  return { child, session: String(session) };
}

/** What a process that knows nothing of sessions finds when it wants the lock. */
async function seenFromOutside(folder: string, session: string): Promise<string> {
  const child = run(
    `import { existsSync } from "node:fs";
     import { DatabaseSync } from "node:sqlite";
     const [file] = process.argv.slice(1);
     try {
       if (existsSync(file)) new DatabaseSync(file, { timeout: 0 }).exec("BEGIN EXCLUSIVE");
       process.stdout.write("free");
     } catch {
       process.stdout.write("held");
     }`,
    join(folder, `${session}.lock`),
  );
  const [found] = await once(child.stdout, "data");
  return String(found);
}

function run(program: string, argument: string): ChildProcessWithoutNullStreams {
  return spawn(
    process.execPath,
    ["--expose-gc", "--input-type=module", "--eval", program, argument],
    {
      cwd: packageFolder,
      env: {},
    },
  );
}
