import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLedger } from "@leaseline/core";
import { type PostgresServer, startPostgres } from "@leaseline/postgres-host";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postgresStore } from "../../src/index.js";
import { withoutPostgres } from "../support/stage.js";
import { another, request } from "../support/request.js";

describe.skipIf(withoutPostgres)("a server that crashes", () => {
  let server: PostgresServer;
  let folder: string;

  beforeEach(async () => {
    // Nothing but a commit has what was written reach the disk.
    const settings = ["wal_writer_delay=10s", "autovacuum=off", "wal_level=minimal"];
    const started = await startPostgres({ settings: [...settings, "max_wal_senders=0"] });
    if (!started) throw new Error("there is no PostgreSQL");
    server = started;
    folder = mkdtempSync(join(tmpdir(), "leaseline-crashed-"));
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it("is not believed to have a commit that it lost, though the transaction's number is another one's by then", async () => {
    const ledger = createLedger(postgresStore({ connection: server.connection, folder }));
    const claim = await ledger.claim(request);
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    const before = await begun(server);
    // Whoever commits waits for this one.
    await before.query(
      `CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NULL; END $$;
       CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON leaseline.changes
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait();
       SELECT pg_advisory_lock(7)`,
    );
    const marks = ledger.record(claim.operation.id, { kind: "sent" });
    await expect
      .poll(async () => (await before.query("SELECT FROM pg_locks WHERE NOT granted")).rowCount)
      .toBe(1);
    await server.stop("killed");
    await server.start();
    expect((await marks).state).toBe("sent");
    const after = await begun(server);
    const { rows } = await after.query("SELECT state FROM leaseline.operations");
    expect(rows).toEqual([{ state: "sent" }]);
    expect((await ledger.claim({ ...request, number: another })).kind).toBe("claimed");
    await after.end();
    await ledger.close();
  });

  it.each(["off", "remote_apply"])(
    "has what was acknowledged, also where commits became less durable since: from %s",
    async (before) => {
      const client = await begun(server);
      const be = async (mode: string) => {
        await client.query(`ALTER SYSTEM SET synchronous_commit = ${mode}`);
        await client.query("SELECT pg_reload_conf()");
        await expect
          .poll(async () => (await client.query("SHOW synchronous_commit")).rows)
          .toEqual([{ synchronous_commit: mode }]);
      };
      await be(before);
      const ledger = createLedger(postgresStore({ connection: server.connection, folder }));
      await ledger.setCaps([]);
      await be("off");
      await client.query(
        `CREATE TABLE durability (mode text);
         CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN INSERT INTO public.durability
              SELECT current_setting('synchronous_commit'); RETURN NULL; END $$;
         CREATE TRIGGER notes AFTER INSERT ON leaseline.changes
           FOR EACH ROW EXECUTE FUNCTION note()`,
      );
      await ledger.claim(request);
      expect((await client.query("SELECT mode FROM durability")).rows).toEqual([
        { mode: before === "off" ? "on" : before },
      ]);
      await client.end();
      await ledger.close();
    },
  );
});

async function begun({ connection }: PostgresServer): Promise<Client> {
  const client = new Client({ connectionString: connection });
  // It ends with the server.
  client.on("error", () => {});
  await client.connect();
  return client;
}
