import { createLeaseClient, createLedger } from "@leaseline/core";
import { startProxy } from "@leaseline/postgres-host/proxy";
import { escapeIdentifier } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sessionsOf } from "../support/sessions.js";
import { type Stage, portOf, stage, withoutPostgres } from "../support/stage.js";
import { request } from "../support/request.js";

describe.skipIf(withoutPostgres)("a role that an administrator has set something for", () => {
  let place: Stage;
  let role: string;
  let connection: string;
  const open = (address = connection) => createLedger(place.open({ connection: address }));

  beforeEach(async () => {
    place = stage();
    role = `${place.options.schema.replaceAll(" ", "_")}_role`;
    connection = place.options.connection.replace("postgres@", `${role}@`);
    await place.sql(
      `CREATE ROLE ${role} LOGIN; CREATE ROLE ${role}_all NOLOGIN; GRANT ${role}_all TO ${role};
       CREATE SCHEMA ${escapeIdentifier(place.options.schema)} AUTHORIZATION ${role}_all;
       ALTER ROLE ${role} SET role = '${role}_all'`,
    );
  });
  afterEach(async () => {
    await place.sql(
      `DROP SCHEMA ${escapeIdentifier(place.options.schema)} CASCADE; DROP ROLE ${role}; DROP ROLE ${role}_all`,
    );
    await place.close();
  });

  it.each([
    "default_transaction_isolation = 'serializable'",
    "default_transaction_isolation = 'repeatable read'",
    "search_path = 'pg_catalog'",
  ])("makes the ledger once, and leases in it, with %s", async (setting) => {
    await place.sql(`ALTER ROLE ${role} SET ${setting}`);
    const ledgers = Array.from({ length: 6 }, () => open());
    const claims = await Promise.all(ledgers.map((ledger) => ledger.claim(request)));
    expect(claims.filter(({ kind }) => kind === "claimed")).toHaveLength(1);
  });

  it("is told since when others are there, however it has dates written", async () => {
    await place.sql(`ALTER ROLE ${role} SET datestyle = 'German, DMY'`);
    const ledger = open();
    await ledger.claim(request);
    const [session] = (await ledger.status()).sessions;
    expect(Date.now() - Date.parse(session?.since ?? "")).toBeLessThan(60_000);
  });

  it("is told of no label where there is none, however it has nulls read", async () => {
    await place.sql(`ALTER ROLE ${role} SET array_nulls = off`);
    const note = { number: request.number, label: null, isProtected: true };
    const store = place.open({ connection });
    await store.write((records) => records.putNotes([note]));
    expect(await store.read((view) => view.notes())).toEqual([note]);
  });

  it.each(["operations", "leases", "totals"])(
    "takes no row of %s for none that a policy hides from it",
    async (table) => {
      await open().claim(request);
      const name = `${escapeIdentifier(place.options.schema)}.${table}`;
      await place.sql(
        `ALTER TABLE ${name} OWNER TO postgres; GRANT ALL ON ${name} TO ${role}_all;
         ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY; CREATE POLICY none ON ${name} USING (false)`,
      );
      await expect(
        table === "operations" ? open().operations() : open().spending(),
      ).rejects.toMatchObject({
        failure: { kind: "bad-input", reason: expect.stringContaining("rights") },
      });
    },
  );

  it("keeps its session where sessions that idle are ended", async () => {
    await place.sql(`ALTER ROLE ${role} SET idle_session_timeout = '100ms'`);
    await open().claim(request);
    const before = await sessionsOf(place);
    expect(before).toHaveLength(1);
    // What would end it is a time.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await sessionsOf(place)).toEqual(before);
  });

  it("writes for as long as it takes where transactions that take long are ended", async () => {
    await place.sql(`ALTER ROLE ${role} SET transaction_timeout = '100ms'`);
    const store = place.open({ connection });
    const written = await store.write(async (records) => {
      const end = performance.now() + 200;
      let last = 0;
      while (performance.now() < end) last = await records.advance();
      return last;
    });
    expect(await store.read((view) => view.position())).toBe(written);
  });

  it.each([
    ["SET default_transaction_read_only = on", "standby"],
    ["CONNECTION LIMIT 1", "crowded"],
  ])("is told what it is that keeps it from the ledger: %s", async (change, reason) => {
    await open().setCaps([]);
    await place.sql(`ALTER ROLE ${role} ${change}`);
    // Also in a rehearsal, which is refused for whatever the write would be.
    for (const ledger of [open(), open().rehearsal()])
      await expect(ledger.setCaps([])).rejects.toMatchObject({
        failure: { kind: "ledger-unavailable", reason },
      });
  });

  it.each([2, 3])("makes do with as many connections as it is given: %i", async (most) => {
    await place.sql(`ALTER ROLE ${role} CONNECTION LIMIT ${most}`);
    const ledger = open();
    const read = Array.from({ length: 12 }, () => ledger.notes());
    expect(await Promise.all(read)).toEqual(read.map(() => []));
    expect(await ledger.setCaps([])).toBe(true);
    await Promise.all(read.map(() => ledger.notes()));
  });

  it("is told of the database, and of no pooler, where functions have been put before the database's own", async () => {
    const others = `${role}_others`;
    await place.sql(
      `CREATE SCHEMA ${others}; GRANT USAGE ON SCHEMA ${others} TO PUBLIC;
       CREATE FUNCTION ${others}.pg_backend_pid() RETURNS int LANGUAGE sql AS 'SELECT 7';
       ALTER ROLE ${role} SET search_path = ${others}, pg_catalog`,
    );
    try {
      expect((await open().claim(request)).kind).toBe("claimed");
    } finally {
      await place.sql(`DROP SCHEMA ${others} CASCADE`);
    }
  });

  it("writes again as soon as it may, over whatever it reads meanwhile", async () => {
    const ledger = open();
    await ledger.setCaps([]);
    await place.sql(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
    await place.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`,
    );
    await ledger.position();
    await expect(ledger.setCaps([])).rejects.toMatchObject({ failure: { reason: "standby" } });
    await ledger.position();
    await place.sql(`ALTER ROLE ${role} RESET default_transaction_read_only`);
    expect(await ledger.setCaps([])).toBe(true);
  });

  it("hears of changes again once what answers may be written, as after a failover", async () => {
    const ledger = open();
    const client = createLeaseClient({ accounts: [], ledger });
    const changes = client.changes()[Symbol.asyncIterator]();
    const heard = changes.next();
    heard.catch(() => {});
    await expect.poll(async () => (await sessionsOf(place)).length).toBe(1);
    await place.sql(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
    await place.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${role}'`,
    );
    await expect
      .poll(() => ledger.setCaps([]).catch(({ failure }) => failure))
      .toEqual({ kind: "ledger-unavailable", reason: "standby" });
    await place.sql(`ALTER ROLE ${role} RESET default_transaction_read_only`);
    await open(place.options.connection).setCaps([]);
    expect(await heard).toMatchObject({ done: false });
    await client.close();
  });

  it("has its session back from a connection that the server takes for there", async () => {
    const proxy = await startProxy(portOf(place));
    try {
      const ledger = open(connection.replace(/:\d+\//, `:${proxy.port}/`));
      const claim = await ledger.claim(request);
      if (claim.kind !== "claimed") throw new Error(claim.kind);
      const [before] = await sessionsOf(place);
      proxy.resetUnheard();
      expect((await ledger.record(claim.operation.id, { kind: "sent" })).state).toBe("sent");
      await expect.poll(() => sessionsOf(place)).not.toEqual([before]);
      expect(await ledger.setCaps([])).toBe(true);
    } finally {
      await proxy.close();
    }
  });
});
