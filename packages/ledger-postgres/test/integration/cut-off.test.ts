import { createLedger } from "@leaseline/core";
import { type Proxy, startProxy } from "@leaseline/postgres-host/proxy";
import { describe, expect, it } from "vitest";
import { createConnections } from "../../src/connections.js";
import { settingsOf } from "../../src/options.js";
import { sessionsOf } from "../support/sessions.js";
import { type Stage, portOf, stage, withoutPostgres } from "../support/stage.js";
import { another, identity, request } from "../support/request.js";

const failure = { kind: "number-taken" } as const;

describe.skipIf(withoutPostgres)("a session whose connection ends while its process lives", () => {
  it("loses what is taken over meanwhile, is refused when it comes back to it, and keeps the rest", async () => {
    await between(async (place, proxy, connection) => {
      const cut = createLedger(place.open({ connection }));
      const marked = claimed(await cut.claim(request));
      const kept = claimed(await cut.claim({ ...request, number: another }));
      const unmarked = claimed(await cut.claim({ ...request, number: third }));
      await cut.record(marked.id, { kind: "sent" });
      const other = createLedger(place.open());
      expect(await other.takeOver(marked.id, [identity])).toBeNull();

      // It is told, and comes nowhere: what is cut without a word is found out by time limits.
      proxy.refuse();
      await expect
        .poll(() => other.takeOver(marked.id, [identity]))
        .toMatchObject({ id: marked.id });
      await other.takeOver(unmarked.id, [identity]);

      proxy.forward();
      // A mark, and an answer, of what is somebody else's now.
      await expect(cut.record(unmarked.id, { kind: "sent" })).rejects.toThrow(RangeError);
      await expect(cut.record(marked.id, { kind: "rejected", failure })).rejects.toThrow(
        RangeError,
      );
      expect((await cut.record(kept.id, { kind: "sent" })).state).toBe("sent");
      // It is there again, as soon as it has noticed that its connection had ended.
      await expect.poll(async () => (await sessionsOf(place)).length).toBe(2);
      expect(await other.takeOver(kept.id, [identity])).toBeNull();
    });
  });

  it("is named to others, with since when it holds what", async () => {
    await between(async (place, _proxy, connection) => {
      const ledger = createLedger(
        place.open({ connection, holder: "build-3\nNo cap\u2028\u202e\u001b[2J" }),
      );
      await ledger.claim(request);
      const other = createLedger(place.open());
      const [status] = (await other.status()).sessions;
      expect(status).toMatchObject({
        session: ledger.session,
        holder: "build-3 No cap [2J",
        open: 1,
      });
      expect(Date.now() - Date.parse(status?.since ?? "")).toBeLessThan(60_000);
    });
  });

  it.runIf(process.platform === "linux")(
    "is noticed within half a minute by the database where it vanishes without a word",
    async () => {
      await between(async (place) => {
        const {
          tcp_keepalives_idle: idle = 0,
          tcp_keepalives_interval: interval = 0,
          tcp_keepalives_count: count = 0,
          tcp_user_timeout: unacknowledgedMs = 0,
        } = await settingsIn(place);
        expect(idle + interval * count).toBeLessThanOrEqual(30);
        expect(Math.min(idle, interval, count, unacknowledgedMs)).toBeGreaterThan(0);
        expect(unacknowledgedMs).toBeLessThanOrEqual(30_000);
      });
    },
  );

  it("holds up those that wait to write no longer than they wait, where its process stalls", async () => {
    await between(async (place) => {
      const { idle_in_transaction_session_timeout: stalledMs = 0, lock_timeout: waitMs = 0 } =
        await settingsIn(place);
      expect(stalledMs).toBeGreaterThan(0);
      expect(stalledMs).toBeLessThan(waitMs);
    });
  });

  it("is written down once more where several things find at once that it was taken for gone", async () => {
    await between(async (place) => {
      const ledger = createLedger(place.open());
      const begun = () =>
        place.sql(`SELECT FROM "${place.options.schema}".sessions WHERE NOT ended`);
      // Each has its connection by then.
      await Promise.all([1, 2, 3].map(() => ledger.setCaps([])));
      const warned: unknown[] = [];
      const warn = (warning: Error) => void warned.push(warning);
      process.on("warning", warn);
      await place.sql(`UPDATE "${place.options.schema}".sessions SET ended = true`);
      const all = [request.number, another, third].map((number) =>
        ledger.claim({ ...request, number }),
      );
      for (const claim of await Promise.all(all)) expect(claim.kind).toBe("claimed");
      expect(await begun()).toHaveLength(1);
      // node-postgres says so once in a process, where a connection is asked two things at once.
      process.off("warning", warn);
      expect(warned).toEqual([]);
    });
  });

  it("keeps nobody waiting for a connection that is dropped with another one", async () => {
    await between(async (place, proxy, connection) => {
      const store = place.open({ connection });
      const read = () => store.read((records) => records.position());
      await Promise.all([1, 2, 3, 4].map(read));
      let begun = 0;
      let letGo = () => {};
      const end = new Promise<void>((resolve) => (letGo = resolve));
      const held = [1, 2, 3].map(() =>
        store.read(async (records) => {
          await records.position();
          begun += 1;
          await end;
        }),
      );
      await expect.poll(() => begun).toBe(3);
      const cut = proxy.cutAt(() => true);
      const lost = read().catch(() => null);
      const waiting = [1, 2, 3].map(read);
      await cut;
      expect(await Promise.all(waiting)).toHaveLength(3);
      letGo();
      await Promise.all([...held, lost]);
    });
  });

  it("reads back a commit whose answer was lost, and begins nothing twice", async () => {
    await between(async (place, proxy, connection) => {
      const ledger = createLedger(place.open({ connection }));
      await ledger.setCaps([]);
      for (const number of [request.number, another, third]) {
        const cut = proxy.cutAt((sent) => sent.includes("COMMIT\0"));
        const claim = claimed(await ledger.claim({ ...request, number }));
        await cut;
        expect(await ledger.find(claim.id)).toEqual(claim);
        const again = proxy.cutAt((sent) => sent.includes("COMMIT\0"));
        expect((await ledger.record(claim.id, { kind: "sent" })).state).toBe("sent");
        await again;
        expect((await ledger.history(claim.id)).length).toBe(1);
      }
      expect((await ledger.operations()).length).toBe(3);
    });
  });

  it.each([
    ["", true],
    [", and the database takes it for there", false],
  ])(
    "comes in all the same where its connection ends in the middle of that%s",
    async (_, isHeard) => {
      await between(async (place, proxy, connection) => {
        const cut = proxy.cutAt((sent) => sent.includes("LISTEN"), isHeard);
        expect(await createLedger(place.open({ connection })).setCaps([])).toBe(true);
        await cut;
      });
    },
  );

  it("reads all the same where its connection ends in the middle of that", async () => {
    await between(async (place, proxy, connection) => {
      const ledger = createLedger(place.open({ connection }));
      const before = await ledger.position();
      const cut = proxy.cutAt((sent) => sent.includes("READ ONLY"));
      expect(await ledger.position()).toBe(before);
      await cut;
    });
  });

  it("hears of changes again by itself", async () => {
    await between(async (place, _proxy, connection) => {
      const ledger = createLedger(place.open({ connection }));
      const other = createLedger(place.open());
      const before = await ledger.position();
      const changed = ledger.changed(before, AbortSignal.timeout(25_000));
      await expect.poll(async () => (await sessionsOf(place)).length).toBeGreaterThan(0);
      await endSessions(place);
      await other.setCaps([]);
      expect(await changed).toBeGreaterThan(before);
    });
  });
});

const third = "+13055550102" as typeof another;

async function between(work: (place: Stage, proxy: Proxy, connection: string) => Promise<void>) {
  const place = stage();
  const proxy = await startProxy(portOf(place));
  try {
    await work(place, proxy, place.options.connection.replace(/:\d+\//, `:${proxy.port}/`));
  } finally {
    proxy.forward();
    await place.close();
    await proxy.close();
  }
}

/** How a connection is set, in the units that the server has for each. */
async function settingsIn({ options }: Stage): Promise<Readonly<Record<string, number>>> {
  const { client } = await createConnections(settingsOf(options)).own();
  const { rows } = await client.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name LIKE 'tcp%' OR name LIKE '%_timeout'",
  );
  await client.end();
  return Object.fromEntries(rows.map(({ name, setting }) => [name, Number(setting)]));
}

/** Ends every connection that holds a session's lock, as the server does when it takes it for dead. */
async function endSessions(place: Stage): Promise<void> {
  for (const { pid } of await sessionsOf(place))
    await place.sql("SELECT pg_terminate_backend($1)", [pid]);
}

function claimed(claim: Awaited<ReturnType<ReturnType<typeof createLedger>["claim"]>>) {
  if (claim.kind === "claimed") return claim.operation;
  throw new Error(claim.kind);
}
