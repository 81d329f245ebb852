import {
  type Lease,
  type Ledger,
  type Money,
  type OperationEvent,
  type Price,
  type OperationRequest,
  createLedger,
  toMoney,
} from "@leaseline/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { locksOf } from "../../src/locks.js";
import { type Stage, stage, withoutPostgres } from "../support/stage.js";
import { another, identity, number, request } from "../support/request.js";

const days = [0, -400, -31, 31, 400];
const charge = { ...request, price: price("0.01", "4.00") };

describe.skipIf(withoutPostgres)("the month of a ledger that machines share", () => {
  let place: Stage;
  beforeEach(async () => {
    place = stage();
    // A test that the end of a month falls into would see two.
    await place.sql(
      `SELECT pg_sleep(31) FROM (SELECT now() AT TIME ZONE 'UTC' AS moment) AS today
       WHERE date_trunc('month', moment + interval '30 seconds') > date_trunc('month', moment)`,
    );
  });
  afterEach(async () => {
    vi.useRealTimers();
    await place.close();
  });

  /** On a machine whose clock is so many days ahead. */
  const machine = async (daysAhead: number): Promise<Ledger> => {
    const ledger = createLedger(place.open(), () => new Date(Date.now() + daysAhead * 86_400_000));
    await ledger.keepList({ identity, account: "a" }, [], await ledger.position());
    return ledger;
  };

  it.each(days)("is the database's, and nobody's whose clock is %d days ahead", async (ahead) => {
    await carriedOut(await machine(ahead), charge, done("active"));
    await carriedOut(await machine(ahead), release, done("released"));
    for (const day of days) {
      const other = await machine(day);
      expect(await other.spending()).toMatchObject({ running: [], bill: [usd("4.01")] });
      const wanted = { ...request, number: another, price: price("1.00") };
      const cap = { kind: "monthly", limit: usd("5.00") } as const;
      expect(await other.claim(wanted, [cap])).toMatchObject({ kind: "over-cap" });
      // Whatever has ended might be taken for the end of a month.
      await carriedOut(other, wanted, { kind: "rejected", failure: { kind: "number-taken" } });
    }
    expect(await place.sql(`SELECT DISTINCT month FROM "${place.options.schema}".costs`)).toEqual(
      await place.sql("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') AS month"),
    );
  });

  it("is the database's for a first charge whose price is said only afterwards", async () => {
    const behind = await machine(-31);
    await carriedOut(behind, request, done("active"));
    await behind.statePrice(number, price("4.00"));
    await carriedOut(behind, release, done("released"));
    const { running, bill } = await (await machine(0)).spending();
    expect({ running, bill }).toEqual({ running: [], bill: [usd("4.00")] });
  });

  it("is that in which a claim is judged, and not that in which it began to wait for others", async () => {
    const ledger = await machine(0);
    await place.sql("BEGIN");
    await place.sql(`SELECT pg_advisory_xact_lock(${locksOf(place.options.schema).write})`);
    const claiming = ledger.claim(request);
    const waiting = () =>
      place.sql(
        `SELECT FROM pg_locks WHERE NOT granted
         AND (classid::bigint << 32) | objid::bigint = ${locksOf(place.options.schema).write}`,
      );
    await expect.poll(async () => (await waiting()).length).toBe(1);
    const [row] = await place.sql("SELECT clock_timestamp()::text AS at");
    await place.sql("COMMIT");
    const { startedAt } = operationOf(await claiming);
    const [order] = await place.sql(
      "SELECT $1::timestamptz >= date_trunc('milliseconds', $2::timestamptz) AS later",
      [startedAt, row?.["at"]],
    );
    expect(order).toEqual({ later: true });
  });

  it("goes with the time that is written down of what a database has lost", async () => {
    const before = await machine(0);
    const { id } = operationOf(await before.claim(request));
    await place.sql(`UPDATE "${place.options.schema}".ledger SET timeline = '00000009'`);
    // Another connection, on a machine whose clock is wrong.
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    const after = createLedger(place.open());
    const [notice] = await after.notices();
    const found = await after.find(id);
    vi.useRealTimers();
    for (const at of [notice?.kind === "rewound" ? notice.at : "", found?.changedAt ?? ""])
      expect(Date.now() - Date.parse(at)).toBeLessThan(60_000);
  });
});

const release: OperationRequest = { ...request, kind: "release" };

async function carriedOut(
  ledger: Ledger,
  wanted: OperationRequest,
  event: OperationEvent,
): Promise<void> {
  const { id } = operationOf(await ledger.claim(wanted));
  await ledger.record(id, { kind: "sent" });
  await ledger.record(id, event);
}

function operationOf(claim: Awaited<ReturnType<Ledger["claim"]>>) {
  if (claim.kind !== "claimed") throw new Error(claim.kind);
  return claim.operation;
}

function done(state: Lease["state"]): OperationEvent {
  const lease: Lease = {
    number,
    account: "a",
    provider: "example",
    leaseId: null,
    label: null,
    state,
    country: "US",
    type: "local",
    place: null,
    features: [],
    price: null,
    provisioning: [],
    nextChargeAt: null,
    endsAt: null,
  };
  return { kind: "committed", lease, how: "answered" };
}

function price(recurring: string, setup = "0"): Price {
  return { setup: usd(setup), recurring: usd(recurring), intervalMonths: 1 };
}

function usd(amount: string): Money {
  const money = toMoney(amount, "USD");
  if (!money) throw new Error(`${amount} is no money`);
  return money;
}
