import {
  type Ledger,
  type LedgerStore,
  createLeaseClient,
  createLedger,
  toE164,
} from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { type Sandbox, specialNumbers, startSandbox } from "@leaseline/sandbox";
import { Client, escapeIdentifier } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { locksOf } from "../../src/locks.js";
import { type Stage, stage, withoutPostgres } from "../support/stage.js";

const request = "contiguity.lease";
const found = toE164(specialNumbers.contiguity.plain);
if (!found) throw new Error("the sandbox has a number that is none");
const number = found;
/** What PostgreSQL ends a transaction with for the sake of another one. */
const collisions = { "a serialization failure": "40001", "a deadlock": "40P01" } as const;

describe.skipIf(withoutPostgres)("a transaction that another one stands in the way of", () => {
  let place: Stage;
  let sandbox: Sandbox;
  let schema: string;

  beforeEach(async () => {
    place = stage();
    schema = escapeIdentifier(place.options.schema);
    sandbox = await startSandbox();
    await createLedger(place.open()).position();
  });
  afterEach(async () => {
    await place.close();
    await sandbox.close();
  });

  const received = () => sandbox.control.writes()[request].received;
  const open = (given: (ledger: Ledger) => Ledger = (ledger) => ledger, store?: LedgerStore) => {
    const accounts = [contiguityProvider({ ...sandbox.contiguity, account: "contiguity" })];
    return createLeaseClient({ accounts, ledger: given(createLedger(store ?? place.open())) });
  };

  /** Ends transactions that write of an operation in the state, by an SQLSTATE: so many of them, or each. */
  async function collideAt(state: string, sqlstate: string, times: number) {
    await place.sql(`
      CREATE SEQUENCE ${schema}.tries;
      CREATE FUNCTION ${schema}.collide() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        -- A sequence is not rolled back.
        IF new.state = '${state}' AND nextval('${schema}.tries') <= ${times} THEN
          RAISE 'another transaction stands in the way' USING ERRCODE = '${sqlstate}';
        END IF;
        RETURN new;
      END $$;
      CREATE TRIGGER collide BEFORE INSERT OR UPDATE ON ${schema}.operations
        FOR EACH ROW EXECUTE FUNCTION ${schema}.collide()`);
  }
  const tries = async () =>
    Number((await place.sql(`SELECT last_value AS tries FROM ${schema}.tries`))[0]?.["tries"]);

  it.each(
    Object.entries(collisions).flatMap(([name, sqlstate]) =>
      (["claimed", "sent", "committed"] as const).map((state) => ({ name, sqlstate, state })),
    ),
  )(
    "is run again after $name when it writes $state, and nothing that is sent is",
    async ({ sqlstate, state }) => {
      await collideAt(state, sqlstate, 3);
      const client = open();
      const leased = await client.lease(await client.quote("contiguity", number));
      expect(leased.kind).toBe("committed");
      expect(await tries()).toBe(4);
      expect(received()).toBe(1);
      const [operation] = await client.operations();
      expect(operation?.state).toBe("committed");
    },
  );

  it.each(["claimed", "sent"])(
    "that writes %s ends in the end, and nothing was sent then",
    async (state) => {
      await collideAt(state, "40001", 1_000_000);
      const client = open();
      const quote = await client.quote("contiguity", number);
      await expect(client.lease(quote)).rejects.toMatchObject({
        failure: { kind: "ledger-unavailable", reason: "busy" },
      });
      expect(received()).toBe(0);
      expect(await tries()).toBe(5);
    },
  );

  it("that writes the outcome is run again until it is written, and the request never is", async () => {
    await collideAt("committed", "40P01", 7);
    const client = open();
    const leased = await client.lease(await client.quote("contiguity", number));
    expect(leased).toMatchObject({ kind: "committed", how: "answered" });
    await expect
      .poll(async () => (await client.operations()).map(({ state }) => state))
      .toEqual(["committed"]);
    expect(await tries()).toBe(8);
    expect(received()).toBe(1);
  });

  it("that is ended while it waits for others leaves nothing behind for the next one", async () => {
    const rival = new Client({ connectionString: place.options.connection });
    await rival.connect();
    const ledger = createLedger(place.open());
    try {
      await ledger.setCaps([]);
      await rival.query(
        `BEGIN; SELECT pg_advisory_xact_lock(${locksOf(place.options.schema).write})`,
      );
      const refused = expect(ledger.setCaps([])).rejects.toMatchObject({
        failure: { kind: "ledger-unavailable", reason: "busy" },
      });
      // As when it has waited for too long.
      const end = () =>
        place.sql(
          `SELECT pg_cancel_backend(pid) FROM pg_locks WHERE NOT granted AND locktype = 'advisory'
           AND ((classid::bigint << 32) | objid::bigint) = $1::bigint`,
          [locksOf(place.options.schema).write],
        );
      await expect.poll(async () => (await end()).length, { interval: 10 }).toBe(1);
      await refused;
      await rival.query("ROLLBACK");
      expect(await ledger.setCaps([])).toBe(true);
    } finally {
      await rival.end();
    }
  });

  it.each(["claim", "sent", "committed"] as const)(
    "is run again after a real deadlock around its %s, and nothing that is sent is",
    async (moment) => {
      const rival = new Client({ connectionString: place.options.connection });
      await rival.connect();
      const { write } = locksOf(place.options.schema);
      let deadlocked = Promise.resolve();
      /** Each waits for what the other one has, until PostgreSQL ends that of the ledger. */
      const inTheWay = async () => {
        await rival.query("SET deadlock_timeout = '1h'");
        await rival.query(`BEGIN; LOCK TABLE ${schema}.operations IN ACCESS EXCLUSIVE MODE`);
        await place.sql("SELECT pg_advisory_lock($1)", [write]);
        deadlocked = (async () => {
          await expect.poll(waiting, { interval: 10 }).toBe(1);
          const locked = rival.query("SELECT pg_advisory_xact_lock($1)", [write]);
          await expect.poll(waiting, { interval: 10 }).toBe(2);
          // The ledger has its turn first, and looks for a deadlock once only: by then the other one waits.
          await place.sql("SELECT pg_advisory_unlock($1)", [write]);
          await locked;
          await rival.query("COMMIT");
        })();
      };
      const waiting = async () =>
        (
          await place.sql(
            `SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory'
             AND ((classid::bigint << 32) | objid::bigint) = $1::bigint`,
            [write],
          )
        ).length;
      const client = open((ledger) => ({
        ...ledger,
        claim: async (...given) => {
          if (moment === "claim") await inTheWay();
          return ledger.claim(...given);
        },
        record: async (id, event) => {
          if (event.kind === moment) await inTheWay();
          return ledger.record(id, event);
        },
      }));
      try {
        const before = await deadlocks();
        const leased = await client.lease(await client.quote("contiguity", number));
        await deadlocked;
        expect(leased.kind).toBe("committed");
        expect(received()).toBe(1);
        // Others of the same database, of which the count is, may have met one meanwhile.
        await expect.poll(deadlocks).toBeGreaterThan(before);
      } finally {
        await rival.end();
      }
    },
  );

  const deadlocks = async () =>
    Number(
      (
        await place.sql("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
      )[0]?.["deadlocks"],
    );
});
