import { type PostgresServer, startPostgres } from "@leaseline/postgres-host";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { effort, report } from "../../../../../scripts/effort.mjs";
import { withoutPostgres } from "../../support/stage.js";
import { type Wanted, plainNumbers } from "./numbers.js";
import { type Stage, onStage, progress, wantedBy } from "./stage.js";

const machines = 4;
const perMachine = effort({ quick: 2, soak: 4 });
const figures = {
  processes: machines * perMachine,
  machines,
  numbers: 0,
  requested: 0,
  "leased twice": 0,
  "database restarts": 0,
  "connections ended": 0,
  "machines cut off": 0,
  "processes killed": 0,
};

describe.skipIf(withoutPostgres)("machines that lease from one ledger", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    const started = await startPostgres({ settings: ["fsync=off", "max_connections=300"] });
    if (!started) throw new Error("there is no PostgreSQL");
    server = started;
  });
  afterAll(async () => {
    await server.close();
    report("machines on one ledger in PostgreSQL", figures);
  });

  it("send one request for each number, however many want it, and stay within the caps", () =>
    onStage({ machines, perMachine, port: server.port }, async (stage) => {
      const { fleet, leaseAll, received, owned } = stage;
      const all = plainNumbers(effort({ quick: 300, soak: 1200 }));
      const later = new Set(all.filter(isPricedInDollars).slice(0, 24));
      const numbers = all
        .filter((one) => !later.has(one))
        .slice(0, effort({ quick: 48, soak: 1000 }));
      await fleet.ask(0, { do: "caps", caps: [...monthly("100000.00"), ...others] });
      const kinds = (await leaseAll(numbers)).flatMap((answer) => Object.values(answer ?? {}));
      expect(new Set(kinds)).toEqual(new Set(["committed"]));
      expect(kinds.length).toBe(numbers.length * wantedBy);
      expect(received()).toBe(numbers.length);
      expect(owned()).toEqual(numbers.map(({ number }) => number).toSorted());
      expect(await stage.settle()).toEqual({
        committed: owned(),
        known: owned(),
        elsewhere: [],
        open: [],
      });

      // What is left within this cap is less than what they want.
      const limit = ((await spentInDollars(stage)) + 9).toFixed(2);
      await fleet.ask(0, { do: "caps", caps: [...monthly(limit), ...others] });
      const answers = (await leaseAll([...later])).flatMap((answer) => Object.values(answer ?? {}));
      expect(answers).toContain("over-cap");
      expect(await spentInDollars(stage)).toBeLessThanOrEqual(Number(limit));
      expect(received()).toBe(owned().length);
      figures.numbers += numbers.length;
      figures["requested"] += (numbers.length + later.size) * wantedBy;
    }));

  it("lease nothing twice and lose nothing while the database restarts, connections end, machines are cut off and processes are killed", () =>
    onStage({ machines, perMachine, port: server.port }, async (stage) => {
      const numbers = plainNumbers(effort({ quick: 28, soak: 600 }));
      const stop = new AbortController();
      const trouble = makeTrouble(stage, stop.signal);
      await stage.leaseAll(numbers);
      stop.abort();
      await trouble;
      for (const machine of stage.fleet.machines) machine.forward();
      // What the only one that is left makes of all that is open.
      await stage.fleet.retire();
      const { elsewhere, known, committed, open } = await stage.settle();
      expect(open).toEqual([]);
      expect(elsewhere).toEqual([]);
      expect(committed).toEqual(stage.owned());
      expect(known).toEqual(stage.owned());
      figures.numbers += numbers.length;
      figures["requested"] += numbers.length * wantedBy;
      figures["leased twice"] += stage.leasedTwice();
      expect(figures["leased twice"]).toBe(0);
    }));

  it("send nothing while the database is away, say so, and go on by themselves when it is back", () =>
    onStage({ machines: 3, perMachine: 1, port: server.port }, async (stage) => {
      const { leaseOn, received, fleet } = stage;
      const [first, second, third] = plainNumbers(3);
      if (!first || !second || !third) return;
      await leaseOn(0, [first]);
      await server.stop("fast");
      const before = received();
      const waiting = leaseOn(1, [second]);
      expect(await leaseOn(2, [third], 1)).toEqual({ [third.number]: "ledger-unavailable" });
      expect(received()).toBe(before);
      // What the provider says can be read all the same.
      expect(await fleet.ask(0, { do: "list" })).toBe(1);
      await server.start();
      expect(await waiting).toEqual({ [second.number]: "committed" });
      expect(received()).toBe(before + 1);
    }));

  const spentInDollars = async ({ fleet }: Stage) => {
    const running = (await fleet.ask<readonly Money[]>(0, { do: "spending" })) ?? [];
    return Number(running.find(({ currency }) => currency === "USD")?.amount);
  };

  /** One after the other, each when some more have been leased: however slow the machine is, they come to an end. */
  async function makeTrouble(stage: Stage, signal: AbortSignal): Promise<void> {
    const { fleet } = stage;
    for (let turn = 0; !signal.aborted; turn += 1) {
      switch (turn % 5) {
        case 0:
          await admin(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'leaseline%' AND random() < 0.4",
          );
          figures["connections ended"] += 1;
          break;
        case 1:
          fleet.kill((turn * 3) % fleet.size);
          figures["processes killed"] += 1;
          break;
        case 2:
          await server.stop("fast");
          await server.start();
          figures["database restarts"] += 1;
          break;
        case 3:
          fleet.machines[turn % machines]?.stopForwarding();
          figures["machines cut off"] += 1;
          await progress(stage, stage.received() + 1, signal);
          fleet.machines[turn % machines]?.forward();
          break;
        case 4:
          await server.stop("killed");
          await server.start();
          figures["database restarts"] += 1;
          break;
      }
      await progress(stage, stage.received() + 2, signal);
    }
  }

  async function admin(sql: string): Promise<void> {
    const client = new Client({ connectionString: server.connection });
    client.on("error", () => {});
    await client.connect();
    await client.query(sql);
    await client.end();
  }
});

interface Money {
  readonly amount: string;
  readonly currency: string;
}

function isPricedInDollars({ number }: Wanted): boolean {
  return number.startsWith("+1");
}

function monthly(amount: string, currency = "USD") {
  return [{ kind: "monthly", limit: { amount, currency } }];
}

/** So that none of them is refused for its currency. */
const others = ["EUR", "GBP", "SEK", "CHF", "CAD", "AUD", "BRL"].flatMap((currency) =>
  monthly("100000.00", currency),
);
