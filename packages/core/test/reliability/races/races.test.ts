import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Fault, type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOpen } from "../../../src/ledger/operation.js";
import type { OperationState } from "../../../src/ledger/operation.js";
import { effort, report } from "../../../../../scripts/effort.mjs";
import { soon } from "../../support/timing.js";
import { plainNumbers } from "../plain-numbers.js";
import { ledgerIn, place, withoutLedger } from "../ledger-to-open.js";
import { type Racers, opening, startRacers } from "./racers.js";

const processes = 8;
const figures = {
  rounds: 0,
  processes,
  "processes killed": 0,
  "numbers leased twice": 0,
  "new ledgers opened by all at once": 0,
};

describe.skipIf(withoutLedger)(
  `eight processes that want one number at the same moment${place}`,
  () => {
    let sandbox: Sandbox;
    let racers: Racers;
    let folder: string;
    const numbers = numbersByTurns();

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "leaseline-races-"));
      sandbox = await startSandbox();
      racers = await startRacers(processes, opening(ledgerIn(folder), sandbox));
    });
    afterAll(async () => {
      figures["numbers leased twice"] = leasedTwice(sandbox);
      report(`races for one number${place}`, figures);
      await racers.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("send one request, and are all told the same of it", async () => {
      for (let round = 0; round < effort({ quick: 6, soak: 200 }); round += 1) {
        const { number, outcomes, requests } = await race();
        expect(requests).toBe(1);
        expect(outcomes).toEqual(all(processes, { kind: "committed" }, outcomes));
        expect(
          sandbox.control.owned("contiguity").concat(sandbox.control.owned("sinch")),
        ).toContain(number);
      }
    });

    it.each<[string, Fault, "committed" | "unknown"]>([
      ["a reset before the work", { reset: "before" }, "unknown"],
      ["a server error", { status: 500, body: "" }, "unknown"],
      ["a reset after the work", { reset: "after" }, "committed"],
      ["a server error after the work", { status: 500, body: "", after: true }, "committed"],
      ["half of the answer", { halfBody: true }, "committed"],
    ])(
      "are all told the same when the one that sends is answered with %s",
      async (_, fault, kind) => {
        for (let round = 0; round < effort({ quick: 1, soak: 20 }); round += 1) {
          const { outcomes, requests } = await race({ fault });
          expect(requests).toBe(1);
          // Who looks between the lost answer and the read that makes up for it is told that it is unknown.
          const told = outcomes.map((one) => ({
            ...one,
            kind: one.kind === "unknown" ? kind : one.kind,
          }));
          expect(told).toEqual(all(processes, { kind }, told));
          expect(outcomes.map((one) => one.kind)).toContain(kind);
        }
      },
    );

    it("lease it all the same, once, when the one that has begun is killed before it has sent", async () => {
      for (let round = 0; round < effort({ quick: 1, soak: 25 }); round += 1) {
        const { outcomes, requests } = await race({ dies: "before" });
        expect(requests).toBe(1);
        expect(outcomes).toEqual(all(processes - 1, { kind: "committed" }, outcomes));
      }
    });

    it("send nothing again when the one that has begun is killed after it may have sent", async () => {
      for (let round = 0; round < effort({ quick: 1, soak: 25 }); round += 1) {
        const { outcomes, requests } = await race({ dies: "after" });
        expect(requests).toBe(0);
        expect(outcomes).toEqual(all(processes - 1, { kind: "unknown" }, outcomes));
      }
    });

    it("leave nothing that the next process cannot settle", async () => {
      await race({ fault: { reset: "after" } });
      await race({ dies: "after" });
      await racers.close();
      const next = await startRacers(1, opening(ledgerIn(folder), sandbox, soon));
      const [settled] = await next.ask<Settled>({ do: "settle" });
      await next.close();
      racers = await startRacers(processes, opening(ledgerIn(folder), sandbox));
      const operations = settled?.operations ?? [];
      const { control } = sandbox;
      expect(operations.filter(isOpen)).toEqual([]);
      expect(settled?.elsewhere).toBe(0);
      const leased = operations.filter(({ state }) => state === "committed");
      const owned = [...control.owned("contiguity"), ...control.owned("sinch")];
      expect(leased.map(({ number }) => number).toSorted()).toEqual(owned.toSorted());
      expect(leasedTwice(sandbox)).toBe(0);
    });

    /** One round, about a number that nobody has wanted yet. */
    async function race({ fault, dies }: { fault?: Fault; dies?: "before" | "after" } = {}) {
      const next = numbers.shift();
      if (!next) throw new Error("the sandbox has no more numbers");
      const { account, number, write } = next;
      const death = dies ? { when: dies, flag: join(folder, `died-for-${number}`) } : null;
      await racers.ask({ do: "quote", account, number, death });
      sandbox.control.clearFaults();
      if (fault) sandbox.control.fault(write, fault);
      const before = sandbox.control.writes()[write].received;
      const answers = await racers.ask<Outcome>({ do: "lease" });
      const outcomes = answers.filter((answer) => answer !== null);
      figures.rounds += 1;
      figures["processes killed"] += answers.length - outcomes.length;
      return { number, outcomes, requests: sandbox.control.writes()[write].received - before };
    }
  },
);

describe.skipIf(withoutLedger)(
  `eight processes that open a ledger which is not there yet${place}`,
  () => {
    it("are one winner to each number", async () => {
      const racers = await startRacers(processes);
      const folder = mkdtempSync(join(tmpdir(), "leaseline-races-"));
      const numbers = Array.from(
        { length: effort({ quick: 40, soak: 200 }) },
        (_, index) => `+1305555${1000 + index}`,
      );
      try {
        for (let round = 0; round < effort({ quick: 1, soak: 10 }); round += 1) {
          const share = numbers.length / processes;
          const won = await racers.ask<string[]>((index) => ({
            do: "claims",
            place: ledgerIn(join(folder, `${round}`)),
            // Each begins elsewhere, and they meet.
            numbers: [...numbers.slice(index * share), ...numbers.slice(0, index * share)],
          }));
          expect(won.flatMap((some) => some ?? []).toSorted()).toEqual(numbers);
          figures["new ledgers opened by all at once"] += 1;
        }
      } finally {
        await racers.close();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
);

interface Outcome {
  readonly kind: string;
  readonly operation: string | null;
}

interface Settled {
  readonly elsewhere: number;
  readonly operations: readonly {
    readonly id: string;
    readonly state: OperationState;
    readonly number: string;
  }[];
}

function leasedTwice({ control }: Sandbox): number {
  const paid = [...control.charges("contiguity"), ...control.charges("sinch")];
  return paid.length - new Set(paid.map(({ number }) => number)).size;
}

/** So many times the same outcome, and of the same operation. */
function all(count: number, { kind }: { kind: string }, outcomes: readonly Outcome[]): Outcome[] {
  const operation = outcomes[0]?.operation ?? "none";
  return Array.from({ length: count }, () => ({ kind, operation }));
}

/** Numbers of both providers by turns. */
function numbersByTurns() {
  const others = plainNumbers("sinch").map(
    (number) => ({ account: "sinch", number, write: "sinch.rent" }) as const,
  );
  return plainNumbers("contiguity").flatMap((number, index) => {
    const other = others[index];
    const one = { account: "contiguity", number, write: "contiguity.lease" } as const;
    return other ? [one, other] : [one];
  });
}
