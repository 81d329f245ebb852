import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { createLedger } from "@leaseline/core";
import { type PostgresServer, startPostgres } from "@leaseline/postgres-host";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anotherAuthority, authority, forAnotherHost } from "../support/certificates.js";
import { type Stage, portOf, stage, withoutPostgres } from "../support/stage.js";
import { another, request } from "../support/request.js";

const secret = "canary-of-a-password";
/** Loopback all the same, and no address that says so. */
const elsewhere = "[::ffff:127.0.0.1]";

describe.skipIf(withoutPostgres)("the way to a database", () => {
  let folder: string;
  let place: Stage;
  let misnamed: PostgresServer;
  const file = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "leaseline-tls-"));
    writeFileSync(file("ours.pem"), authority);
    writeFileSync(file("theirs.pem"), anotherAuthority);
    place = stage();
    const started = await startPostgres({ settings: ["fsync=off"], tls: forAnotherHost });
    if (!started) throw new Error("there is no PostgreSQL");
    misnamed = started;
  });
  afterAll(async () => {
    await place.close();
    await misnamed.close();
    rmSync(folder, { recursive: true });
  });

  const address = (host: string, asked: Record<string, string> = {}, port = portOf(place)) =>
    `postgres://postgres:${secret}@${host}:${port}/postgres?${new URLSearchParams(asked).toString()}`;
  const open = (connection: string) => createLedger(place.open({ connection, holder: connection }));

  /** How each connection of a session that leases comes to the server. */
  async function encrypted(connection: string): Promise<readonly unknown[]> {
    const ledger = open(connection);
    await ledger.claim(request);
    const rows = await place.sql(
      `SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
       WHERE application_name = left('leaseline: ' || $1, 63)`,
      [connection],
    );
    await ledger.close();
    expect(rows.length).toBeGreaterThan(1);
    return [...new Set(rows.map(({ ssl }) => ssl))];
  }

  it("has TLS wherever it does not end on this machine, and where it is asked for", async () => {
    const sslrootcert = file("ours.pem");
    expect(await encrypted(address(elsewhere, { sslrootcert }))).toEqual([true]);
    for (const sslmode of ["require", "verify-ca", "verify-full"])
      expect(await encrypted(address("localhost", { sslmode, sslrootcert }))).toEqual([true]);
    expect(await encrypted(address("LOCALHOST", { sslrootcert }))).toEqual([true]);
    expect(await encrypted(address("127.0.0.1"))).toEqual([false]);
    expect(await encrypted(address("LOCALHOST"))).toEqual([false]);
    expect(await encrypted(address(elsewhere, { sslmode: "disable" }))).toEqual([false]);
  });

  it("writes on over a connection that it has, while the file of its authority is away", async () => {
    writeFileSync(file("away.pem"), authority);
    const ledger = open(address(elsewhere, { sslrootcert: file("away.pem") }));
    const claim = await ledger.claim({ ...request, number: another });
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    rmSync(file("away.pem"));
    expect((await ledger.record(claim.operation.id, { kind: "sent" })).state).toBe("sent");
    await ledger.close();
  });

  it.each<[string, () => string, RegExp]>([
    ["an authority that nobody trusts", () => address(elsewhere), /is not trusted/],
    [
      "another authority than the one that is named",
      () => address(elsewhere, { sslrootcert: file("theirs.pem") }),
      /is not trusted/,
    ],
    [
      "another authority, where less is asked for",
      () => address("localhost", { sslmode: "require", sslrootcert: file("theirs.pem") }),
      /is not trusted/,
    ],
    [
      "another host",
      () => address(elsewhere, { sslrootcert: file("ours.pem") }, misnamed.port),
      /is for another host/,
    ],
    [
      "another host, where less is asked for",
      () =>
        address(
          "localhost",
          { sslmode: "verify-ca", sslrootcert: file("ours.pem") },
          misnamed.port,
        ),
      /is for another host/,
    ],
  ])("is refused with a sentence where the certificate is of %s", async (_, connection, said) => {
    await refused(connection(), said);
  });

  it("is refused where the server does not speak TLS, and goes on without it for nobody", async () => {
    const asked: string[] = [];
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (data) => {
        asked.push(data.toString("latin1"));
        socket.write("N");
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    // It listens on a port of TCP.
    const { port } = server.address() as AddressInfo;
    await refused(address(elsewhere, {}, port), /does not speak TLS/);
    // The request for TLS, and nothing after it.
    expect(new Set(asked.map((text) => text.length))).toEqual(new Set([8]));
    server.close();
  });

  it.each([
    ["sslmode=prefer", /sslmode is/],
    ["sslmode=allow", /sslmode is/],
    ["sslrootcert=/nowhere.pem", /cannot be read/],
    ["ssl=false", /is not\./],
    ["uselibpqcompat=true", /is not\./],
  ])("is refused with %s, which would say less than it seems, or nothing", async (asked, said) => {
    await refused(`${address(elsewhere)}${asked}`, said);
  });

  it("lets nobody in with a wrong password, and tells it to nobody", async () => {
    const [row] = await place.sql("SHOW hba_file");
    const before = await place.sql("SELECT pg_read_file($1) AS text", [row?.["hba_file"]]);
    const write = async (text: string) => {
      const lines = `SELECT unnest(string_to_array('${text.replaceAll("'", "''")}', E'\\n'))`;
      await place.sql(`COPY (${lines}) TO '${String(row?.["hba_file"])}'`);
      await place.sql("SELECT pg_reload_conf()");
    };
    await place.sql(`CREATE ROLE keyed LOGIN PASSWORD 'another one'`);
    await write(`host all keyed all scram-sha-256\n${String(before[0]?.["text"])}`);
    try {
      const connection = address("127.0.0.1").replace("//postgres:", "//keyed:");
      // The server reads it by and by.
      await expect
        .poll(() => open(connection).position().then(String, String))
        .toMatch(/does not let this role in/);
      await refused(connection, /does not let this role in/);
      await write(`hostnossl all keyed all reject\n${String(before[0]?.["text"])}`);
      await expect
        .poll(() => open(connection).position().then(String, String))
        .toMatch(/pg_hba\.conf asks of it, such as TLS/);
    } finally {
      await write(String(before[0]?.["text"]));
      await place.sql("DROP ROLE keyed");
    }
  });

  async function refused(connection: string, said: RegExp): Promise<void> {
    const ledger = open(connection);
    const failures = await Promise.all(
      [ledger.claim(request), ledger.position(), ledger.changed(0, AbortSignal.timeout(5000))].map(
        (asked) =>
          asked.then(
            () => null,
            (error: unknown) => error,
          ),
      ),
    );
    for (const failure of failures) {
      expect(failure).toMatchObject({ failure: { kind: "bad-input", field: "ledger" } });
      expect(String(failure)).toMatch(said);
      // Also what a log has that writes down all that it is given.
      expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(secret);
    }
  }
});
