import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import type { E164 } from "../../src/domain/phone-number.js";
import type { Ledger } from "../../src/ledger/ledger.js";
import type { Operation } from "../../src/ledger/operation.js";
import { account, request } from "../support/example-request.js";
import { openFile, temporaryFolder } from "../support/ledger-harness.js";

const packageFolder = join(import.meta.dirname, "..", "..");
const { identity } = account;

// Other processes take their time to start where there is little of it.
describe("a session", () => {
  it("lives for as long as its process does, and is gone when that is killed", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const { child, id } = await otherProcess(path);
    const own = openFile(path);
    expect(await own.takeOver(id, [identity])).toBeNull();
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await own.takeOver(id, [identity])).toMatchObject({ sender: own.session });
  });

  it.skipIf(process.platform === "win32")(
    "is not gone when its process is frozen, for however long",
    async () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      const { child, id } = await otherProcess(path);
      const own = openFile(path);
      child.kill("SIGSTOP");
      for (let times = 0; times < 5; times += 1) {
        expect(await own.takeOver(id, [identity])).toBeNull();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      child.kill("SIGCONT");
      expect(await own.takeOver(id, [identity])).toBeNull();
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(await own.takeOver(id, [identity])).not.toBeNull();
    },
  );

  it("is gone when its process ends without closing it", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const { child, id } = await otherProcess(path);
    child.stdin.end();
    await once(child, "exit");
    expect(await openFile(path).takeOver(id, [identity])).not.toBeNull();
  });

  // Such as in a container whose first process does not wait for those that it is left with.
  it.skipIf(process.platform === "win32")(
    "is gone when its process was killed, also where nobody asks what became of that",
    async () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      const { id } = await otherProcess(path, careless);
      const own = openFile(path);
      expect(await own.takeOver(id, [identity])).toBeNull();
      const [other] = (await own.status()).sessions.filter(
        ({ session }) => session !== own.session,
      );
      process.kill(Number(/^process (\d+)$/.exec(other?.holder ?? "")?.[1]), "SIGKILL");
      await expect.poll(() => own.takeOver(id, [identity])).toMatchObject({ id });
    },
  );

  it.runIf(process.platform === "linux")(
    "lives for as long as its thread does, and is gone when that is ended and its process goes on",
    async () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      const worker = new Worker(claiming, {
        eval: true,
        workerData: [path, request, join(packageFolder, "dist", "node", "index.js")],
      });
      onTestFinished(async () => void (await worker.terminate()));
      const [id] = await once(worker, "message");
      const own = openFile(path);
      expect(await own.takeOver(id, [identity])).toBeNull();
      expect(await takenOutside(path, id)).toBe("null");
      await worker.terminate();
      expect(await own.takeOver(id, [identity])).toMatchObject({ sender: own.session });
    },
  );

  it.skipIf(process.platform === "win32")(
    "ends also where the file of its lock stays, as in a folder that nobody may write in any more",
    async () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      const [own, other] = [openFile(path), openFile(path)];
      await claimed(own);
      await other.setCaps([]);
      const file = join(`${path}.sessions`, `${own.session}.lock`);
      rmSync(file);
      // Like such a folder for whoever may write everywhere: it is not removed.
      mkdirSync(file);
      await own.close();
      expect((await other.status()).sessions).toMatchObject([{ session: other.session }]);
    },
  );

  it("lives on when nothing in its process holds the ledger any more", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const { child, id } = await otherProcess(path);
    child.stdin.write("collect");
    await once(child.stdout, "data");
    expect(await openFile(path).takeOver(id, [identity])).toBeNull();
  });

  // A right of its own on Windows.
  it.skipIf(process.platform === "win32")(
    "lives when its ledger is opened through a symbolic link",
    async () => {
      const folder = temporaryFolder();
      const { id } = await otherProcess(join(folder, "ledger.sqlite"));
      const link = join(temporaryFolder(), "link");
      symlinkSync(folder, link);
      expect(await openFile(join(link, "ledger.sqlite")).takeOver(id, [identity])).toBeNull();
      const file = join(temporaryFolder(), "other.sqlite");
      symlinkSync(join(folder, "ledger.sqlite"), file);
      expect(await openFile(file).takeOver(id, [identity])).toBeNull();
    },
  );

  it.skipIf(process.platform === "win32")(
    "lives when its folder of locks is cleaned, and is gone when its process is",
    async () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      const { child, id } = await otherProcess(path);
      rmSync(`${path}.sessions`, { recursive: true });
      const own = openFile(path);
      expect(await own.takeOver(id, [identity])).toBeNull();
      child.kill("SIGKILL");
      await once(child, "exit");
      expect(await own.takeOver(id, [identity])).not.toBeNull();
    },
  );

  it.skipIf(process.platform === "win32")(
    "lives when something in its process has opened and closed its lock file",
    async () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      const own = openFile(path);
      const { id } = await claimed(own);
      // The system takes a process's lock away then.
      closeSync(openSync(join(`${path}.sessions`, `${own.session}.lock`), "r"));
      expect(await takenOutside(path, id)).toBe("null");
      await own.close();
      expect(await takenOutside(path, id)).toContain(id);
    },
  );

  it("lives for another one of the same process", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const [one, other] = [openFile(path), openFile(path)];
    const { id } = await claimed(one);
    for (let times = 0; times < 3; times += 1)
      expect(await other.takeOver(id, [identity])).toBeNull();
    expect(await takenOutside(path, id)).toBe("null");
    await one.close();
    expect(await other.takeOver(id, [identity])).not.toBeNull();
  });

  it("leaves nothing behind when it was closed, nor does one that ended without", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const { child } = await otherProcess(path);
    child.kill("SIGKILL");
    await once(child, "exit");
    const locks = () => readdirSync(`${path}.sessions`).filter((name) => name.endsWith(".lock"));
    expect(locks()).toHaveLength(1);
    const own = openFile(path);
    await claimed(own, "+13055550101" as E164);
    expect(locks()).toEqual([`${own.session}.lock`]);
    await own.close();
    expect(locks()).toEqual([]);
  });

  it("is gone for good, also where who found that out could not write it down", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const own = openFile(path);
    await own.setCaps([]);
    const { child, id } = await otherProcess(path);
    child.kill("SIGKILL");
    await once(child, "exit");
    asOfAnotherContainer(path);
    // All that is written in it is rolled back.
    expect(await own.rehearsal().takeOver(id, [identity])).toMatchObject({ id });
    expect(await own.takeOver(id, [identity])).toMatchObject({ sender: own.session });
  });

  it("does not take itself for gone", async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const own = openFile(path);
    const { id } = await claimed(own);
    expect(await own.takeOver(id, [identity])).toMatchObject({ id, sender: own.session });
  });
});

/** From there nobody sees the processes that sessions are written down with: their locks alone tell. */
function asOfAnotherContainer(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("UPDATE sessions SET process = json_set(process, '$.namespace', 'pid:[0]')");
  database.close();
}

/** What a thread runs that has a session of the ledger, and waits to be ended. */
const claiming = `
  const { parentPort, workerData: [path, request, ledgers] } = require("node:worker_threads");
  import(ledgers)
    .then(({ sqliteLedger }) => sqliteLedger({ path }).claim(request))
    .then(({ operation }) => parentPort.postMessage(operation.id));
  setInterval(() => {}, 1000);`;

async function claimed(ledger: Ledger, number = request.number): Promise<Operation> {
  const claim = await ledger.claim({ ...request, number });
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  return claim.operation;
}

/** A process that has a session of the ledger, and lives until its input ends. */
async function otherProcess(path: string, within: readonly string[] = []) {
  const child = run(
    `import { sqliteLedger } from "@leaseline/core/node";
     const [path, request] = process.argv.slice(1);
     const claim = async () => (await sqliteLedger({ path }).claim(JSON.parse(request))).operation;
     claim().then(({ id }) => process.stdout.write(id));
     process.stdin.on("end", () => process.exit(0)).on("data", async () => {
       for (let times = 0; times < 3; times += 1) {
         gc();
         await new Promise((resolve) => setTimeout(resolve, 10));
       }
       process.stdout.write("collected");
     });`,
    [path, JSON.stringify(request)],
    within,
  );
  const [id] = await once(child.stdout, "data");
  return { child, id: String(id) };
}

/** Runs what follows as a child, and never waits for it. */
const careless = ["sh", "-c", 'exec 3<&0; "$0" "$@" <&3 & exec sleep 1000'] as const;

/** What another process is told that wants to take the operation over. */
async function takenOutside(path: string, id: string): Promise<string> {
  const child = run(
    `import { sqliteLedger } from "@leaseline/core/node";
     const [path, id, identity] = process.argv.slice(1);
     const ledger = sqliteLedger({ path });
     process.stdout.write(JSON.stringify(await ledger.takeOver(id, [identity])));
     await ledger.close();`,
    [path, id, identity],
  );
  return text(child.stdout);
}

function run(
  program: string,
  given: readonly string[],
  within: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  const words = ["--expose-gc", "--input-type=module", "--eval", program, ...given];
  const [first = "", ...others] = [...within, process.execPath, ...words];
  const child = spawn(first, others, { cwd: packageFolder, env: {} });
  const ended = once(child, "close");
  // What still runs when the folder is removed would make it again.
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return child;
}
