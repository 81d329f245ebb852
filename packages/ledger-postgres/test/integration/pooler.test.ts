import { createLedger } from "@leaseline/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Pooler, type PoolerOptions, startPooler } from "../support/pooler.js";
import { sessionsOf } from "../support/sessions.js";
import { type Stage, portOf, stage, withoutPostgres } from "../support/stage.js";
import { another, request } from "../support/request.js";

const pooled = /pooler in transaction or statement mode/;

describe.skipIf(withoutPostgres)("a pooler", () => {
  let place: Stage;
  let pooler: Pooler;
  const start = async (options: PoolerOptions) => {
    pooler = await startPooler(portOf(place), options);
  };
  const open = (more = {}) => {
    const connection = place.options.connection.replace(/:\d+\//, `:${pooler.port}/`);
    return createLedger(place.open({ connection, ...more }));
  };

  beforeEach(() => {
    place = stage();
  });
  afterEach(async () => {
    await place.close();
    await pooler.close();
  });

  it.each(["transaction", "statement"] as const)(
    "in %s mode is refused with the reason by whoever opens a ledger, who changes nothing there",
    async (mode) => {
      await start({ mode });
      await expect(open().position()).rejects.toThrow(pooled);
      await expect(open().claim(request)).rejects.toThrow(pooled);
      const schema = [place.options.schema];
      expect(await place.sql("SELECT FROM pg_namespace WHERE nspname = $1", schema)).toHaveLength(
        0,
      );
      // The database itself takes it.
      const direct = createLedger(place.open());
      expect((await direct.claim(request)).kind).toBe("claimed");
      await expect(open().position()).rejects.toThrow(pooled);
    },
  );

  it("in session mode tells sessions apart, and of what is written", async () => {
    await start({ mode: "session" });
    const [one, other] = [open(), open()];
    const heard = other.changed(await other.position(), new AbortController().signal);
    expect((await one.claim(request)).kind).toBe("claimed");
    await heard;
    expect((await other.claim(request)).kind).toBe("held");
    await one.close();
    expect((await other.status()).sessions).toHaveLength(1);
  });

  it("that resets nothing hands on no lock and no statement of who had a connection before", async () => {
    await start({ mode: "session", resets: false });
    // In turns, each connection is the one that holds a session's lock, and one of those that are lent out.
    for (const number of [request.number, another, "+13055550102" as typeof another]) {
      const ledger = open();
      expect((await ledger.claim({ ...request, number })).kind).toBe("claimed");
      expect(await sessionsOf(place)).toHaveLength(1);
      await ledger.close();
    }
    expect(await sessionsOf(place)).toHaveLength(1);
  });

  it("that resets nothing has nobody hear of another ledger", async () => {
    await start({ mode: "session", resets: false });
    const elsewhere = stage();
    try {
      const { schema } = elsewhere.options;
      for (let round = 0; round < 3; round += 1) {
        const before = open();
        await before.setCaps([]);
        await before.close();
      }
      const ledger = open({ schema });
      const since = await ledger.position();
      const changed = ledger.changed(since, new AbortController().signal);
      await expect.poll(() => sessionsOf(elsewhere)).toHaveLength(1);
      const direct = createLedger(place.open());
      for (let round = 0; round < 3; round += 1) await direct.setCaps([]);
      await createLedger(elsewhere.open()).setCaps([]);
      expect(await changed).toBe(since + 1);
      await ledger.close();
    } finally {
      await elsewhere.close();
    }
  });

  it("that is put into transaction mode is refused by who has a ledger open, and nothing is written on another's connection", async () => {
    await start({ mode: "session" });
    const [one, other, third] = [open(), open(), open()];
    const claim = await one.claim(request);
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    await other.setCaps([]);
    const waiting = third.changed(Number.MAX_SAFE_INTEGER, new AbortController().signal);
    const told = expect(waiting).rejects.toThrow(pooled);
    await third.position();
    pooler.put("transaction");
    // With the end of a transaction, its connection is whoever's comes next.
    await one.position();
    await other.position();
    await expect(one.record(claim.operation.id, { kind: "sent" })).rejects.toThrow(pooled);
    await told;
    pooler.put("session");
    expect((await one.record(claim.operation.id, { kind: "sent" })).state).toBe("sent");
  });

  it.each([1, 3])(
    "that has only %d connections is told of as what has none left, and not as away",
    async (size) => {
      await start({ mode: "session", size });
      const ledgers = [open(), open()];
      const told = await Promise.allSettled(ledgers.map((ledger) => ledger.claim(request)));
      const failures = told.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
      expect(failures).not.toEqual([]);
      for (const { failure } of failures)
        expect(failure).toEqual({ kind: "ledger-unavailable", reason: "crowded" });
    },
  );

  it.each([
    ["no more connections allowed (max_client_conn)", { reason: "crowded" }],
    ["sorry, too many clients already", { reason: "crowded" }],
    ["unsupported startup parameter: options", { field: "ledger" }],
    ['role "app" does not exist', { field: "ledger" }],
    ["SASL authentication failed", { field: "ledger" }],
    ['database "nonesuch" does not exist', { field: "ledger" }],
    ["query_wait_timeout", { reason: "unreachable" }],
  ])("that refuses everybody is told of with what to do: %s", async (refuses, failure) => {
    await start({ mode: "session", refuses });
    await expect(open().position()).rejects.toMatchObject({ failure });
  });
});
