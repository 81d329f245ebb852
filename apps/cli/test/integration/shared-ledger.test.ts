import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  rmdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, type Socket, connect, createServer } from "node:net";
import { join } from "node:path";
import { specialNumbers } from "@leaseline/sandbox";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { databases } from "../support/postgres.js";
import { freeze, run, start } from "../support/run.js";
import { sandboxHome, temporaryFolder, untilRequest } from "../support/sandbox-home.js";
import { hasSecretService, secretService } from "../support/secret-service.js";

const at = await sandboxHome();
const { control } = at.sandbox;
const postgres = await databases();
const { plain } = specialNumbers.sinch;
const leasing = ["lease", plain, "--account", "sinch", "--yes", "--expect-price", "0.80 USD"];
const another = ["lease", specialNumbers.contiguity.plain, "--account", "contiguity"];
const leasingAnother = [...another, "--yes", "--expect-price", "2.99 USD"];
const secret = "c0rrect-h0rse";
const withoutKeychain = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };
type More = Readonly<Record<string, string>>;
const said = (words: readonly string[], more: More = {}) =>
  run([...words, "--json"], { ...at.environment, ...more });
const leases = () => control.writes()["sinch.rent"]?.received ?? 0;

describe.skipIf(postgres === null)("a ledger that machines share", () => {
  let address = "";
  beforeEach(async () => {
    address = (await postgres?.create()) ?? "";
  });

  it("leases a number once, whichever of them wants it, within one set of caps", async () => {
    const machines = [1, 2, 3].map(() => ({
      LEASELINE_HOME: temporaryFolder(),
      LEASELINE_LEDGER: address,
    }));
    const all = await Promise.all(machines.map((machine) => said(leasing, machine)));
    expect(leases()).toBe(1);
    for (const { exitCode } of all) expect([0, 1, 3]).toContain(exitCode);
    for (const machine of machines)
      expect((await said(leasing, machine)).document()).toMatchObject({ already: true });
    const [one = {}, other = {}] = machines;
    await said(["caps", "set", "USD", "1"], one);
    expect((await said(["caps", "list"], other)).document()).toMatchObject({
      caps: [{ limit: { amount: "1.00" } }],
    });
    await said(["protect", plain], one);
    const releasing = ["release", plain, "--yes", "--confirm", plain.slice(-4)];
    expect((await said(releasing, other)).document()).toMatchObject({
      error: { kind: "protected" },
    });
    // Nobody has made a ledger of their own beside it.
    for (const { LEASELINE_HOME } of machines)
      expect(existsSync(join(LEASELINE_HOME, "ledger.sqlite"))).toBe(false);
  });

  it.runIf(hasSecretService)(
    "counts what an account holds also once one machine has no keys of it any more",
    async () => {
      const keychain = await secretService();
      const { contiguity } = at.sandbox;
      const one = {
        ...keychain.environment,
        LEASELINE_HOME: temporaryFolder(),
        LEASELINE_LEDGER: address,
        LEASELINE_CONTIGUITY_URL: contiguity.baseUrl,
      };
      await run(["accounts", "add", "contiguity", "--id", "work"], one, `${contiguity.apiKey}\n`);
      control.leaseMany({ provider: "contiguity", count: 2 });
      await run(["list"], one);
      await run(["caps", "set", "USD", "6"], one);
      expect((await run(["accounts", "remove", "work"], one)).exitCode).toBe(0);
      const other = {
        ...at.only("sinch"),
        LEASELINE_HOME: temporaryFolder(),
        LEASELINE_LEDGER: address,
      };
      const { exitCode, document } = await run([...leasing, "--json"], other);
      expect(document()).toMatchObject({ error: { kind: "over-cap" } });
      expect(exitCode).toBe(6);
      expect(leases()).toBe(0);
    },
  );

  it("tells a machine without an account's keys of its numbers, and gives none of them up there", async () => {
    await said(leasing, { LEASELINE_LEDGER: address });
    await said(["list"], { LEASELINE_LEDGER: address });
    const { exitCode: protecting } = await said(["protect", plain], { LEASELINE_LEDGER: address });
    expect(protecting).toBe(0);
    const keyless = { LEASELINE_HOME: temporaryFolder(), LEASELINE_LEDGER: address };
    for (const others of [{}, at.only("contiguity")]) {
      const environment = { ...others, ...keyless };
      const listed = await run(["list", "--json"], environment);
      expect(listed.exitCode).toBe(0);
      const spent = await run(["spend", "--json"], environment);
      expect([spent.exitCode, spent.document()]).toMatchObject([
        0,
        { monthly: [{ amount: "0.80" }], nextCharges: [{ number: plain, account: "sinch" }] },
      ]);
      expect(listed.document()).toEqual({
        leases: [],
        leftOut: [],
        withoutKeys: [
          {
            account: "sinch",
            readAt: expect.stringMatching(/Z$/),
            leases: [expect.objectContaining({ number: plain, account: "sinch" })],
          },
        ],
        protected: [plain],
      });
      const { stdout } = await run(["list"], environment);
      expect(stdout).toContain("sinch: this machine does not have its keys");
      expect(stdout).toContain(plain);
      const releasing = ["release", plain, "--yes", "--confirm", plain.slice(-4), "--json"];
      expect((await run(releasing, environment)).exitCode).toBe(7);
    }
    const others = { ...at.only("contiguity"), ...keyless };
    for (const command of [["show"], ["release"], ["label", "--remove"]]) {
      const { exitCode, stderr } = await run(
        [...command.slice(0, 1), plain, ...command.slice(1)],
        others,
      );
      expect([exitCode, stderr]).toEqual([
        7,
        expect.stringContaining("The account sinch (sinch) holds it"),
      ]);
    }
    expect(control.writes()["sinch.release"]?.received ?? 0).toBe(0);
    // Where there is nothing to tell of, it is said that there is no account.
    const own = { LEASELINE_HOME: temporaryFolder() };
    expect((await run(["list", "--json"], own)).document()).toHaveProperty(
      "error.kind",
      "no-account",
    );
  });

  it("lets nobody give up what only another machine can look up, but by their word that no machine can", async () => {
    const there = { ...at.only("sinch"), LEASELINE_LEDGER: address };
    // Two machines with accounts of one name, and a third without any.
    const others = { ...at.only("contiguity"), LEASELINE_HOME: temporaryFolder() };
    const keyless = { LEASELINE_HOME: temporaryFolder() };
    control.hold("sinch.rent");
    const running = start([...leasing, "--json"], there);
    await untilRequest(at.sandbox, "sinch.rent");
    freeze(running);
    const { operations } = (await run(["operations", "--open", "--json"], there)).document();
    const id = String((operations as readonly { readonly id: string }[])[0]?.id);
    const givingUp = ["abandon", id, "--yes", "--confirm", plain.slice(-4)];
    const holder = new RegExp(`process ${running.child.pid}`);
    const refused = async (words: readonly string[], by: More, exitCode: number) => {
      const ended = await run(words, { ...by, LEASELINE_LEDGER: address });
      expect(ended.exitCode).toBe(exitCode);
      return ended.stderr;
    };
    for (const by of [others, keyless]) {
      const told = await refused(givingUp, by, 7);
      expect(told).toMatch(/account sinch \(sinch\), which is not connected here/);
      expect(told).toMatch(holder);
      expect(await refused(["reconcile"], by, 3)).toMatch(holder);
      // Who is at it may still say what became of it.
      const forAll = await refused([...givingUp, "--without-keys"], by, 3);
      expect(forAll).toMatch(/with the account sinch by/);
      expect(forAll).toMatch(holder);
    }
    expect(await refused(givingUp, there, 3)).toMatch(holder);
    running.child.kill("SIGKILL");
    await running.ended;
    expect(await refused(givingUp, there, 1)).toContain("Run “leaseline reconcile” first");
    for (const by of [others, keyless]) {
      expect(await refused(givingUp, by, 7)).toContain(`abandon ${id.slice(0, 8)} --without-keys`);
      const told = await refused(["reconcile"], by, 3);
      expect(told).toContain("of the account sinch (sinch), which is not connected here");
      expect(told).toMatch(
        new RegExp(`abandon ${id.slice(0, 8)} --without-keys”; what it may have leased is charged`),
      );
      const asked = await refused(["abandon", id, "--without-keys"], by, 5);
      expect(asked).toContain("without its keys nobody sees that here");
    }
    expect((await run(["operations", "--open", "--json"], there)).document()).toMatchObject({
      operations: [{ id, state: "sent" }],
    });
    const ended = await run([...givingUp, "--without-keys", "--json"], {
      ...keyless,
      LEASELINE_LEDGER: address,
    });
    expect(ended.document()).toMatchObject({
      operation: { id, state: "abandoned", account: "sinch", provider: "sinch" },
    });
    control.letGo();
  });

  it("is chosen once for a machine, and let go of again", async () => {
    expect((await said(["ledger", "use", address])).document()).toEqual({
      place: address,
      shared: true,
      leftBehind: 0,
      capsLeft: [],
      protectedLeft: [],
      left: null,
      gaveUp: false,
    });
    await said(leasing);
    expect((await said(["ledger", "status"])).document()).toMatchObject({
      ledger: { place: expect.stringContaining("127.0.0.1"), open: 0 },
    });
    const back = await run(["ledger", "use", "--local"], at.environment);
    expect(back.exitCode).toBe(0);
    expect(back.stderr).toContain(`Others go on with ${address}`);
    expect((await said(["operations"])).document()).toEqual({ operations: [] });
  });

  it("is chosen with a word on what held in this machine's own: nobody takes its caps for everybody's", async () => {
    await said(leasing);
    await said(["caps", "set", "USD", "9"]);
    await said(["protect", plain]);
    const { exitCode, stderr } = await run(["ledger", "use", address], at.environment);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      `and does not apply here: what was leased and released with it (1); its caps ($9.00 USD a month); what it protects (${plain}). “leaseline ledger move ${address}”`,
    );
    expect((await said(["ledger", "use", address])).document()).toMatchObject({
      leftBehind: 1,
      capsLeft: [{ kind: "monthly", limit: { amount: "9.00" } }],
      protectedLeft: [plain],
      left: null,
    });
    expect((await said(["caps", "list"])).document()).toMatchObject({ caps: [] });
  });

  it("is not chosen while this machine's own has something open: its number would be free there", async () => {
    control.fault("sinch.rent", { status: 500, body: {} });
    control.fault("sinch.list", { status: 500, body: {} });
    await said(leasing);
    const open = (await said(["operations", "--open"])).document();
    expect(open).toMatchObject({ operations: [{ number: plain }] });
    const { exitCode, document } = await said(["ledger", "use", address]);
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "unsettled" } });
    expect(existsSync(join(at.home, "ledger.json"))).toBe(false);
  });

  it("is not chosen where something is begun in this machine's own while it is asked", async () => {
    const way = await slowWay(address);
    // It is about to begin: a busy machine may take longer to start it than the other one waits for its database.
    for (const operation of ["sinch.check", "sinch.rent"] as const) control.hold(operation);
    const running = start([...leasing, "--json"], at.environment);
    await untilRequest(at.sandbox, "sinch.check");
    const using = start(["ledger", "use", way.address, "--json"], at.environment);
    await way.come;
    control.letGo("sinch.check");
    await untilRequest(at.sandbox, "sinch.rent");
    way.open();
    const { exitCode, document } = await using.ended;
    expect(exitCode).toBe(1);
    expect(document()).toMatchObject({ error: { kind: "unsettled" } });
    control.letGo();
    expect((await running.ended).exitCode).toBe(0);
    // The same command given again looks into the same ledger.
    expect((await said(leasing)).document()).toMatchObject({ already: true });
  });

  it("is away: everything can be read, nothing is sent; and it goes on when it is back", async () => {
    await said(["ledger", "use", address]);
    await said(leasing);
    await postgres?.stop();
    try {
      const listed = await said(["list"]);
      expect(listed.exitCode).toBe(0);
      expect(listed.document()).toMatchObject({
        leases: [{ number: plain }],
        ledger: { kind: "ledger-unavailable", spent: "nothing" },
      });
      const told = await run(["list"], at.environment);
      expect(told.stderr).toContain("protected");
      expect((await said(["search", "--country", "US", "--limit", "1"])).exitCode).toBe(0);
      const refused = await said(leasingAnother);
      expect(refused.exitCode).toBe(1);
      expect(refused.document()).toMatchObject({
        error: { kind: "ledger-unavailable", spent: "nothing" },
      });
      expect(control.writes()["contiguity.lease"]?.received ?? 0).toBe(0);
    } finally {
      await postgres?.start();
    }
    expect((await said(leasing)).document()).toMatchObject({ already: true });
    expect(leases()).toBe(1);
  });

  it("goes away while a lease is asked about that was begun before: its outcome is not known", async () => {
    await said(["ledger", "use", address]);
    control.fault("sinch.rent", { status: 500, body: {} });
    expect((await said(leasing)).exitCode).toBe(3);
    control.reset();
    control.hold("sinch.get");
    const again = start([...leasing, "--json"], at.environment);
    await untilRequest(at.sandbox, "sinch.get");
    await postgres?.stop();
    control.letGo();
    const { exitCode, document } = await again.ended;
    await postgres?.start();
    expect(exitCode).toBe(3);
    expect(document()).toMatchObject({ error: { kind: "outcome-unknown", spent: "unknown" } });
    expect(leases()).toBe(0);
  });
});

describe.skipIf(postgres === null)("a shared ledger that does not answer any more", () => {
  const cutOff = async () => {
    const { way, address } = (await postgres?.by((await postgres?.create()) ?? "")) ?? {};
    if (!way || !address) throw new Error("there is no PostgreSQL");
    return { way, environment: { ...at.environment, LEASELINE_LEDGER: address } };
  };

  it("is told while it does not: nothing is sent, everything can be read, and nothing is sent again", async () => {
    const { way, environment } = await cutOff();
    const by = (...words: readonly string[]) => run([...words, "--json"], environment);
    control.hold("sinch.rent");
    const running = start([...leasing, "--json"], environment);
    await untilRequest(at.sandbox, "sinch.rent");
    way.stopForwarding();
    control.letGo();
    // All of them end while it does not answer.
    const [leased, listed, status, refused] = await Promise.all([
      running.ended,
      by("list"),
      by("ledger", "status"),
      by(...leasingAnother),
    ]);
    // The provider has said it, whatever can be written down.
    expect(leased.document()).toMatchObject({ lease: { number: plain } });
    const ledger = { kind: "ledger-unavailable", spent: "nothing" };
    expect(listed.document()).toMatchObject({ leases: [{ number: plain }], ledger });
    for (const { exitCode, document } of [status, refused]) {
      expect(exitCode).toBe(1);
      expect(document()).toMatchObject({ error: ledger });
    }
    expect(control.writes()["contiguity.lease"]?.received ?? 0).toBe(0);

    way.forward();
    const open = (await by("operations", "--open")).document();
    expect(open).toMatchObject({ operations: [{ number: plain, state: "sent" }] });
    expect((await by("reconcile")).exitCode).toBe(0);
    expect((await by(...leasing)).document()).toMatchObject({ already: true });
    expect(leases()).toBe(1);
  });
});

describe.skipIf(postgres === null)("an address of a shared ledger", () => {
  let address = "";
  beforeEach(async () => {
    address = (await postgres?.create()) ?? "";
  });
  /** Nothing is sent, and no other ledger is used instead. */
  const refused = async (more: More, words: RegExp, exitCode = 2) => {
    const ended = await said(leasing, more);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.document()).toMatchObject({ error: { spent: "nothing" } });
    expect(ended.stdout).toMatch(words);
    expect(ended.stdout + ended.stderr).not.toContain(secret);
    expect(leases()).toBe(0);
    expect(existsSync(join(at.home, "ledger.sqlite"))).toBe(false);
  };

  it.each([
    ["postgres//db/ledger", /postgres:\/\/user@host/],
    ["mysql://db/ledger", /postgres:\/\/user@host/],
    [`postgres://app:${secret}@`, /postgres:\/\/user@host/],
    [`postgres://app@127.0.0.1/x?password=${secret}`, /password/],
    [`postgres://app:12/${secret}@127.0.0.1/x`, /postgres:\/\/user@host/],
    [`postgres://app:12#${secret}@127.0.0.1/x`, /postgres:\/\/user@host/],
    [`postgres://app@127.0.0.1/x#${secret}`, /postgres:\/\/user@host/],
    ["postgres://app@127.0.0.1/x?fallback=yes", /fallback/],
    ["postgres://app@127.0.0.1/x?schema=leaseline", /schema/],
    [`postgres://app@127.0.0.1/${"x".repeat(64)}`, /63 bytes/],
  ])("that cannot be understood is refused: %s", async (LEASELINE_LEDGER, words) => {
    await refused({ LEASELINE_LEDGER }, words);
  });

  it("where nobody listens is told, and can be tried again", async () => {
    const away = address.replace(/:\d+\//, ":9/");
    await refused({ LEASELINE_LEDGER: away }, /cannot be reached|database/i, 1);
    const status = await said(["ledger", "status"], { LEASELINE_LEDGER: away });
    expect(status.stderr).toContain(`The ledger is ${away}, and nothing listens there.`);
  });

  it("whose pooler passes on what a server says in a language of its own is told of with that", async () => {
    const said08P01 = "Datenbank »fleet«\nexistiert nicht";
    const fields = Buffer.from(`SFATAL\0C08P01\0M${said08P01}\0\0`);
    const head = Buffer.alloc(5, "E");
    head.writeInt32BE(fields.length + 4, 1);
    const pooler = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(Buffer.concat([head, fields])));
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void pooler.close());
    await once(pooler, "listening");
    const away = `postgres://fleet@127.0.0.1:${(pooler.address() as AddressInfo).port}/fleet`;
    const { exitCode, stderr } = await said(["ledger", "status"], { LEASELINE_LEDGER: away });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("what answers there says: “Datenbank »fleet« existiert nicht”");
  });

  it("of a database, a role or a password that is not right is told as that", async () => {
    await refused({ LEASELINE_LEDGER: `${address}-none` }, /no such database/);
    const none = await said(["ledger", "status"], { LEASELINE_LEDGER: `${address}-none` });
    expect(none.stderr).toContain(`The ledger is ${address}-none.`);
    await refused({ LEASELINE_LEDGER: address.replace("postgres@", "nobody@") }, /role/);
    await withPasswords(address);
    const more = { LEASELINE_LEDGER: address.replace("postgres@", "fleet@") };
    await refused({ ...more, LEASELINE_LEDGER_PASSWORD: `not ${secret}` }, /password/);
    await refused(more, /requires a password, and none was given/);
    const right = await said(["ledger", "status"], { ...more, LEASELINE_LEDGER_PASSWORD: secret });
    expect(right.exitCode).toBe(0);
    expect(right.stdout).not.toContain(secret);
    expect((await said(["ledger", "status"], { ...more, PGPASSWORD: secret })).exitCode).toBe(0);
    const PGPASSFILE = join(at.home, "pgpass");
    writeFileSync(PGPASSFILE, `127.0.0.1:*:*:fleet:${secret}\n`, { mode: 0o600 });
    const kept = await said(["ledger", "status"], { ...more, PGPASSFILE });
    // Also without a word that it is the driver's own, which another version of it will not have.
    expect([kept.exitCode, kept.stderr]).toEqual([0, ""]);
  });

  it.runIf(hasSecretService)(
    "has its password in the keychain, where it was asked for",
    async () => {
      await withPasswords(address);
      const keychain = await secretService();
      const environment = { ...at.environment, ...keychain.environment };
      const shared = address.replace("postgres@", "fleet@");
      const using = ["ledger", "use", shared, "--keychain", "--json"];
      expect((await run(using, environment, `not ${secret}\n`)).exitCode).toBe(2);
      expect((await run(using, environment, `${secret}\n`)).exitCode).toBe(0);
      expect((await run([...leasing, "--json"], environment)).exitCode).toBe(0);
      for (const name of readdirSync(at.home, { recursive: true, encoding: "utf8" })) {
        const file = join(at.home, name);
        if (statSync(file).isFile()) expect(readFileSync(file, "latin1")).not.toContain(secret);
      }
    },
  );

  it.runIf(process.platform === "linux")(
    "is not chosen where there is no keychain for its password, and where else that may stand is said",
    async () => {
      const using = ["ledger", "use", address, "--keychain", "--json"];
      const { exitCode, stdout } = await run(
        using,
        { ...at.environment, ...withoutKeychain },
        `${secret}\n`,
      );
      expect(exitCode).toBe(7);
      expect(stdout).toContain("LEASELINE_LEDGER_PASSWORD");
      expect(stdout).not.toContain("CONTIGUITY_API_KEY");
      expect(existsSync(join(at.home, "ledger.json"))).toBe(false);
    },
  );

  it("with a password in it is not typed into a command", async () => {
    for (const command of ["use", "move"]) {
      const typed = address.replace("postgres@", `postgres:${secret}@`);
      const ended = await said(["ledger", command, typed]);
      expect(ended.exitCode).toBe(2);
      expect(ended.stdout).toContain("LEASELINE_LEDGER_PASSWORD");
      expect(ended.stdout + ended.stderr).not.toContain(secret);
    }
  });

  it("that wants TLS is not spoken to without", async () => {
    await refused({ LEASELINE_LEDGER: `${address}?sslmode=verify-full` }, /TLS/);
  });

  it("of a database that is another program's, or a later version's, changes nothing there", async () => {
    await postgres?.sql(
      "CREATE SCHEMA leaseline; CREATE TABLE leaseline.operations (x int)",
      address,
    );
    await refused({ LEASELINE_LEDGER: address }, /not a ledger of Leaseline's/);
    const rows = await postgres?.sql(
      "SELECT tablename FROM pg_tables WHERE schemaname = 'leaseline'",
      address,
    );
    expect(rows).toEqual([{ tablename: "operations" }]);
    const later = (await postgres?.create()) ?? "";
    await said(["ledger", "status"], { LEASELINE_LEDGER: later });
    await postgres?.sql("UPDATE leaseline.ledger SET version = 99", later);
    await refused({ LEASELINE_LEDGER: later }, /newer/i, 1);
  });

  it("that the file and the variable do not agree on is not guessed", async () => {
    await said(["ledger", "use", address]);
    const other = (await postgres?.create()) ?? "";
    await refused({ LEASELINE_LEDGER: other }, /Two ledgers/);
    expect((await said(["ledger", "use", "--local"], { LEASELINE_LEDGER: other })).exitCode).toBe(
      2,
    );
  });

  it("is not taken for chosen where that cannot be written down, or read", async () => {
    mkdirSync(join(at.home, "ledger.json"));
    const using = await said(["ledger", "use", address]);
    expect(using.exitCode).not.toBe(0);
    expect(using.document()).toHaveProperty("error.kind", "ledger-unavailable");
    rmdirSync(join(at.home, "ledger.json"));
    writeFileSync(join(at.home, "ledger.json"), '{"ledger":');
    expect((await said(leasing)).exitCode).toBe(2);
    expect(leases()).toBe(0);
  });
});

/** From then on that role has to say one. */
async function withPasswords(address: string): Promise<void> {
  const name = new URL(address).pathname.slice(1);
  const [role] = (await postgres?.sql("SELECT 1 FROM pg_roles WHERE rolname = 'fleet'")) ?? [];
  if (!role) {
    await postgres?.sql(`CREATE ROLE fleet LOGIN PASSWORD '${secret}'`);
    const [{ hba_file: file } = {}] = (await postgres?.sql("SHOW hba_file")) ?? [];
    const rules = readFileSync(String(file), "utf8");
    writeFileSync(String(file), `host all fleet 127.0.0.1/32 scram-sha-256\n${rules}`);
    await postgres?.sql("SELECT pg_reload_conf()");
  }
  await postgres?.sql(`GRANT CREATE ON DATABASE ${name} TO fleet`);
}

/** A way to a database on which everything waits until it is opened. */
async function slowWay(address: string) {
  const { port, href } = new URL(address);
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const come = new Promise<void>((resolve) => (arrive = resolve));
  const forward = async (client: Socket) => {
    arrive();
    await opened;
    const database = connect(Number(port), "127.0.0.1");
    for (const socket of [client, database]) socket.on("error", () => {});
    client.pipe(database).pipe(client);
  };
  const server = createServer((client) => void forward(client));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  // It listens on a port of TCP.
  const own = String((server.address() as AddressInfo).port);
  return { come, open, address: href.replace(`:${port}/`, `:${own}/`) };
}
