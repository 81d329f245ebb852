import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { specialNumbers } from "@leaseline/sandbox";
import { beforeEach, describe, expect, it } from "vitest";
import { untilOperation } from "../support/ledger-state.js";
import { databases } from "../support/postgres.js";
import { run, start } from "../support/run.js";
import { sandboxHome, temporaryFolder, untilRequest } from "../support/sandbox-home.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const postgres = await databases();
const { plain } = specialNumbers.contiguity;
const other = specialNumbers.sinch.plain;
const price = ["--yes", "--expect-price", "2.99 USD", "--expect-setup", "1.99 USD"];
const leasing = ["lease", plain, "--account", "contiguity", ...price];
const leasingOther = ["lease", other, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
const said = (...words: readonly string[]) => run([...words, "--json"], at.environment);
const operations = async () => (await said("operations")).document()["operations"];

describe.skipIf(postgres === null)("leaseline ledger move", () => {
  let address = "";
  beforeEach(async () => {
    address = (await postgres?.create()) ?? "";
  });

  it("takes everything along, uses it, and leases nothing from the old one any more", async () => {
    await said(...leasing);
    await said("list");
    await said("caps", "set", "USD", "50");
    await said("protect", plain);
    const before = await operations();
    const moved = await said("ledger", "move", address);
    expect(moved.document()).toEqual({
      moved: {
        from: join(at.home, "ledger.sqlite"),
        to: address,
        already: false,
        operations: 1,
        open: 0,
        leases: 1,
        caps: true,
      },
    });
    expect(await operations()).toEqual(before);
    expect((await said("caps", "list")).document()).toMatchObject({
      caps: [{ limit: { amount: "50.00" } }],
    });
    expect((await said("list")).document()).toMatchObject({ protected: [plain] });
    expect((await said("ledger", "status")).document()).toMatchObject({
      ledger: { place: expect.stringContaining("postgres://") },
    });
    // The same request, on whatever machine: here on one that has a folder of its own.
    expect((await said(...leasing)).document()).toMatchObject({ already: true });
    expect((await said(...leasingOther)).exitCode).toBe(0);
    const own = await run(["ledger", "status"], { LEASELINE_HOME: movedHome() });
    expect(own.exitCode).toBe(2);
    expect(own.stderr).toContain(`“leaseline ledger use ${address}”`);
    // Whoever still uses the old one is told, and sends nothing.
    writeFileSync(join(at.home, "ledger.json.old"), readFileSync(join(at.home, "ledger.json")));
    const { exitCode, document } = await said("ledger", "use", "--local");
    expect(exitCode).toBe(2);
    expect(document()).toMatchObject({ error: { message: expect.stringContaining(address) } });
    const writes = control.writes()["contiguity.lease"]?.received;
    expect(writes).toBe(1);
  });

  it("tells of no numbers where no list was ever read: nobody knows how many there are", async () => {
    await said("caps", "set", "USD", "50");
    const { stdout } = await run(["ledger", "move", address], at.environment);
    expect(stdout).toContain("Operations with their history: 0, open among them: 0. Everything");
  });

  it("moves nothing while a command has something under way, and says who", async () => {
    control.hold("contiguity.lease");
    const running = start(leasing, at.environment);
    await untilRequest(at.sandbox, "contiguity.lease");
    const { exitCode, document } = await said("ledger", "move", address);
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({
      error: { kind: "unsettled", message: expect.stringContaining(`${running.child.pid}`) },
    });
    control.letGo();
    expect((await running.ended).exitCode).toBe(0);
    expect((await said("ledger", "move", address)).exitCode).toBe(0);
  });

  it("takes along what a killed command had sent, and it is settled there", async () => {
    control.hold("contiguity.lease");
    const running = start(leasing, at.environment);
    await untilOperation(at.home, "sent");
    await untilRequest(at.sandbox, "contiguity.lease");
    running.child.kill("SIGKILL");
    await running.ended;
    const moved = await said("ledger", "move", address);
    expect(moved.document()).toMatchObject({ moved: { operations: 1, open: 1 } });
    control.letGo();
    await expect.poll(() => control.owned("contiguity")).toEqual([plain]);
    expect((await said("reconcile")).document()).toMatchObject({
      operations: [{ number: plain, state: "committed", how: "seen" }],
    });
    expect(control.writes()["contiguity.lease"]?.received).toBe(1);
  });

  it("is done once by two commands at once", async () => {
    await said(...leasing);
    const before = await operations();
    const both = await Promise.all([1, 2].map(() => said("ledger", "move", address)));
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const copies = both.map((ended) => ended.document()["moved"]);
    expect(copies).toContainEqual(expect.objectContaining({ already: false, operations: 1 }));
    expect(copies).toContainEqual(expect.objectContaining({ already: true }));
    expect(await operations()).toEqual(before);
  });

  it("that was killed at any moment is finished by the next one, and never are both in use", async () => {
    await said(...leasing);
    await said("list");
    const before = await operations();
    for (let killed = 0; killed < 8; killed += 1) {
      const running = start(["ledger", "move", address], at.environment);
      await running.says("Moving");
      await new Promise((resolve) => setTimeout(resolve, killed * 15));
      running.child.kill("SIGKILL");
      await running.ended;
      // Whether it is here or there: the number is leased once.
      const { exitCode } = await said(...leasing);
      expect([0, 2]).toContain(exitCode);
    }
    expect((await said("ledger", "move", address)).exitCode).toBe(0);
    expect(await operations()).toEqual(before);
    expect(control.writes()["contiguity.lease"]?.received).toBe(1);
  });

  it("says what the other one refuses in the middle of it, and goes on once that is mended", async () => {
    await said(...leasing);
    await run(["ledger", "status"], {
      LEASELINE_HOME: temporaryFolder(),
      LEASELINE_LEDGER: address,
    });
    await postgres?.sql(
      `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
       'BEGIN RAISE EXCEPTION USING ERRCODE = ''disk_full''; END';
       CREATE TRIGGER full_disk BEFORE INSERT ON leaseline.operations EXECUTE FUNCTION full_disk()`,
      address,
    );
    const refused = await said("ledger", "move", address);
    expect(refused.exitCode).toBe(1);
    expect(refused.document()).toMatchObject({
      error: { kind: "unsettled", message: expect.stringContaining("the disk is full") },
    });
    expect((await said(...leasingOther)).exitCode).toBe(2);
    await postgres?.sql("DROP TRIGGER full_disk ON leaseline.operations", address);
    expect((await said("ledger", "move", address)).document()).toMatchObject({
      moved: { already: false, operations: 1 },
    });
  });

  it("is taken back before the other one has anything, and not after that", async () => {
    await said(...leasing);
    const database = new DatabaseSync(join(at.home, "ledger.sqlite"));
    await said("ledger", "status");
    // As it stands when a move was killed before it had copied anything.
    halfMoved(database, address);
    database.close();
    expect((await said(...leasingOther)).exitCode).toBe(2);
    expect((await said("list")).document()).toMatchObject({ leases: [{ number: plain }] });
    expect((await said("ledger", "use", "--local")).exitCode).toBe(0);
    expect((await said(...leasingOther)).exitCode).toBe(0);
    expect((await said("ledger", "move", address)).exitCode).toBe(0);
    expect((await said("ledger", "use", "--local")).exitCode).toBe(2);
  });

  it("is given up where the other one is gone for good, and moved into it once more should that come back", async () => {
    await said(...leasing);
    const away = "postgres://app@127.0.0.1:9/leaseline";
    const database = new DatabaseSync(join(at.home, "ledger.sqlite"));
    halfMoved(database, away);
    database.close();
    const back = await said("ledger", "use", "--local");
    expect(back.exitCode).toBe(1);
    expect(back.stdout).toContain(`--gone ${away}`);
    expect((await said("ledger", "use", "--local", "--gone", address)).exitCode).toBe(2);
    expect((await said(...leasingOther)).exitCode).toBe(2);

    const gone = await run(["ledger", "use", "--local", "--gone", away], at.environment);
    expect(gone.exitCode).toBe(0);
    expect(gone.stderr).toContain("nothing is leased before every account has been read");
    expect((await said("ledger", "status")).document()).toMatchObject({
      ledger: { rewound: true, movingTo: null },
    });
    expect((await said(...leasing)).document()).toMatchObject({ already: true });
    expect((await said(...leasingOther)).exitCode).toBe(0);
    expect((await said("ledger", "move", address)).document()).toMatchObject({
      moved: { operations: 2 },
    });
  });

  it("that one which answers has begun to take is not given up, whatever anybody says", async () => {
    await said(...leasing);
    await said("ledger", "move", address);
    const again = { ...at.environment, LEASELINE_HOME: temporaryFolder() };
    await run(leasing, again);
    const database = new DatabaseSync(join(again.LEASELINE_HOME, "ledger.sqlite"));
    halfMoved(database, address);
    database.close();
    await postgres?.sql("INSERT INTO leaseline.taken VALUES ('a-move')", address);
    const words = ["ledger", "use", "--local", "--gone", address, "--json"];
    expect((await run(words, again)).exitCode).toBe(2);
    expect((await run(leasingOther, again)).exitCode).toBe(2);
  });

  it("is waited for by the one that has it, and that is opened without it where it does not come back", async () => {
    const from = "/home/build/ledger.sqlite on build-3";
    await said("ledger", "use", address);
    await said("list");
    const waiting = JSON.stringify({ to: "", move: "a-move", done: false, from });
    await postgres?.sql(`UPDATE leaseline.ledger SET moved = '${waiting}'`, address);
    const refused = await said(...leasing);
    expect(refused.document()).toMatchObject({
      error: { kind: "ledger-unavailable", spent: "nothing" },
    });
    expect((await said("ledger", "status")).document()).toMatchObject({
      ledger: { movingFrom: from, movingTo: null },
    });
    const { stdout } = await run(["ledger", "status"], at.environment);
    expect(stdout).toContain(`--gone "${from}"`);
    expect((await said("ledger", "use", address, "--gone", "another one")).exitCode).toBe(2);
    expect((await said("ledger", "use", address, "--gone", from)).exitCode).toBe(0);
    expect((await said(...leasing)).exitCode).toBe(0);
    expect(control.writes()["contiguity.lease"]?.received).toBe(1);
  });
});

/** As a program has it that does not know of the other one. */
function movedHome(): string {
  const folder = temporaryFolder();
  cpSync(at.home, folder, { recursive: true });
  rmSync(join(folder, "ledger.json"));
  return folder;
}

function halfMoved(database: DatabaseSync, to: string): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  database.exec(
    `CREATE TABLE moved (path TEXT NOT NULL, move TEXT NOT NULL, done INTEGER NOT NULL) STRICT;
     INSERT INTO moved VALUES ('${to}', 'a-move', 0);
     PRAGMA user_version = ${1_000_000 + version}`,
  );
}
