import { startPostgres } from "@leaseline/postgres-host";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutPostgres } from "../../support/stage.js";
import { effort, report } from "../../../../../scripts/effort.mjs";
import { type Fleet, startFleet } from "./fleet.js";
import { type Wanted, plainNumbers } from "./numbers.js";

const timeoutMs = effort({ quick: 240_000, soak: 3_600_000 });
const machines = 4;
const perMachine = 4;
const wantedBy = 4;
/** Two looks agree soon: nothing is on its way for long here. */
const timing = {
  onItsWayMs: 50,
  afterDeathMs: 50,
  lagMs: 30,
  looksAfterMs: [0, 20],
  provingLooks: 80,
};
const figures = {
  processes: machines * perMachine,
  machines,
  numbers: 0,
  "wished for": 0,
  "leased twice": 0,
  "database restarts": 0,
  "connections ended": 0,
  "machines cut off": 0,
  "processes killed": 0,
};

interface Settled {
  readonly elsewhere: number;
  readonly operations: readonly { readonly state: string; readonly number: string }[];
}

describe.skipIf(withoutPostgres)("machines that lease from one ledger", () => {
  let sandbox: Sandbox;
  let server: NonNullable<Awaited<ReturnType<typeof startPostgres>>>;
  let fleet: Fleet;
  let schemas = 0;

  beforeAll(async () => {
    const started = await startPostgres({ settings: ["fsync=off", "max_connections=300"] });
    if (!started) throw new Error("there is no PostgreSQL");
    server = started;
  }, timeoutMs);
  afterAll(async () => {
    await server.close();
    report("machines on one ledger in PostgreSQL", figures);
  });

  const inFleet = async (work: () => Promise<void>) => {
    sandbox = await startSandbox();
    schemas += 1;
    const { port } = server;
    fleet = await startFleet({
      machines,
      perMachine,
      port,
      schema: `fleet ${schemas}`,
      sandbox,
      timing,
    });
    try {
      await work();
    } finally {
      await fleet.close();
      await sandbox.close();
    }
  };

  it(
    "send one request for each number, however many want it, and stay within the caps",
    () =>
      inFleet(async () => {
        const all = plainNumbers(effort({ quick: 300, soak: 1200 }));
        const later = new Set(all.filter(isPricedInDollars).slice(0, 24));
        const numbers = all
          .filter((one) => !later.has(one))
          .slice(0, effort({ quick: 60, soak: 1000 }));
        await fleet.ask(0, { do: "caps", caps: [...monthly("100000.00"), ...others] });
        const kinds = (await leaseAll(numbers)).flatMap((answer) => Object.values(answer ?? {}));
        expect(new Set(kinds)).toEqual(new Set(["committed"]));
        expect(kinds.length).toBe(numbers.length * wantedBy);
        expect(received()).toBe(numbers.length);
        expect(owned()).toEqual(numbers.map(({ number }) => number).toSorted());
        await settledWith(numbers.length);

        // What is left within this cap is less than what they want.
        const limit = ((await spentInDollars()) + 9).toFixed(2);
        await fleet.ask(0, { do: "caps", caps: [...monthly(limit), ...others] });
        const answers = (await leaseAll([...later])).flatMap((answer) =>
          Object.values(answer ?? {}),
        );
        expect(answers).toContain("over-cap");
        expect(await spentInDollars()).toBeLessThanOrEqual(Number(limit));
        expect(received()).toBe(owned().length);
        figures.numbers += numbers.length;
      }),
    timeoutMs,
  );

  it(
    "lease nothing twice and lose nothing while the database restarts, connections end, machines are cut off and processes are killed",
    () =>
      inFleet(async () => {
        const numbers = plainNumbers(effort({ quick: 48, soak: 600 }));
        const stop = new AbortController();
        const trouble = makeTrouble(stop.signal);
        await leaseAll(numbers);
        stop.abort();
        await trouble;
        for (const machine of fleet.machines) machine.forward();
        figures.numbers += numbers.length;
        const { operations } = await settledWith(null);
        expect(operations.filter(({ state }) => isOpen(state))).toEqual([]);
        const committed = operations.filter(({ state }) => state === "committed");
        expect(committed.map(({ number }) => number).toSorted()).toEqual(owned());
        const charges = [
          ...sandbox.control.charges("contiguity"),
          ...sandbox.control.charges("sinch"),
        ];
        figures["leased twice"] +=
          charges.length - new Set(charges.map(({ number }) => number)).size;
        expect(figures["leased twice"]).toBe(0);
      }),
    timeoutMs,
  );

  it(
    "send nothing while the database is away, say so, and go on by themselves when it is back",
    () =>
      inFleet(async () => {
        const [first, second] = plainNumbers(2);
        if (!first || !second) return;
        await leaseOn(0, [first]);
        await server.stop("fast");
        const before = received();
        const waiting = leaseOn(1, [second]);
        await new Promise((resolve) => setTimeout(resolve, 4000));
        expect(received()).toBe(before);
        // What the provider says can be read all the same.
        expect(await fleet.ask(0, { do: "list" })).toBe(1);
        await server.start();
        expect(await waiting).toEqual({ [second.number]: "committed" });
        expect(received()).toBe(before + 1);
      }),
    timeoutMs,
  );

  const spentInDollars = async () => {
    const running = (await fleet.ask<readonly Money[]>(0, { do: "spending" })) ?? [];
    return Number(running.find(({ currency }) => currency === "USD")?.amount);
  };
  const leaseOn = (member: number, numbers: readonly Wanted[]) =>
    fleet.ask<Record<string, string>>(member, { do: "lease", numbers });

  /** Each number is wanted by four processes of four machines, which begin at different ends. */
  function leaseAll(numbers: readonly Wanted[]) {
    figures["wished for"] += numbers.length * wantedBy;
    return Promise.all(
      Array.from({ length: fleet.size }, (_, member) => {
        const group = Math.floor(member / wantedBy);
        const groups = fleet.size / wantedBy;
        const own = numbers.filter((_number, index) => index % groups === group);
        const from = (member % wantedBy) * Math.floor(own.length / wantedBy);
        return leaseOn(member, [...own.slice(from), ...own.slice(0, from)]);
      }),
    );
  }

  async function makeTrouble(signal: AbortSignal): Promise<void> {
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const admin = async (sql: string) => {
      const client = new Client({ connectionString: server.connection });
      client.on("error", () => {});
      await client.connect();
      await client.query(sql);
      await client.end();
    };
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
          await pause(1000);
          fleet.machines[turn % machines]?.forward();
          break;
        case 4:
          await server.stop("killed");
          await server.start();
          figures["database restarts"] += 1;
          break;
      }
      await pause(500 + Math.random() * 1000);
    }
  }

  /** What one process makes of all that is open once every other one has ended. */
  async function settledWith(expected: number | null): Promise<Settled> {
    if (expected === null)
      for (let member = 1; member < fleet.size; member += 1) {
        fleet.kill(member);
        await fleet.ask(member, { do: "spending" });
      }
    // One that was killed last answers nothing, and another one has taken its place.
    const settle = () => fleet.ask<Settled>(0, { do: "settle" });
    const settled = (await settle()) ?? (await settle());
    if (!settled) throw new Error("the process that settles was killed");
    expect(settled.elsewhere).toBe(0);
    if (expected !== null)
      expect(settled.operations.filter(({ state }) => state === "committed").length).toBe(expected);
    return settled;
  }

  const received = () => {
    const writes = sandbox.control.writes();
    return writes["contiguity.lease"].received + writes["sinch.rent"].received;
  };
  const owned = () =>
    [...sandbox.control.owned("contiguity"), ...sandbox.control.owned("sinch")].toSorted();
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

function isOpen(state: string): boolean {
  return ["claimed", "sent", "unknown", "accepted", "needs-attention"].includes(state);
}
