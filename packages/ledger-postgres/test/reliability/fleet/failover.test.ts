import { afterAll, describe, expect, it } from "vitest";
import { effort, report } from "../../../../../scripts/effort.mjs";
import { sendWindow } from "../../../src/send-window.js";
import { withoutPostgres } from "../../support/stage.js";
import { startPair } from "../../support/standby.js";
import { timing } from "./fleet.js";
import { plainNumbers } from "./numbers.js";
import { onStage, progress, wantedBy } from "./stage.js";

const machines = 4;
const perMachine = effort({ quick: 1, soak: 4 });
const figures = {
  processes: machines * perMachine,
  failovers: 0,
  numbers: 0,
  requested: 0,
  "leased twice": 0,
  "found again that no record was left of": 0,
  "left to a person": 0,
};

describe.skipIf(withoutPostgres)("machines whose database fails over", () => {
  afterAll(() => report("a standby that lacks the last commits", figures));

  it("lease nothing twice, and find what no record is left of", async () => {
    for (let round = 0; round < effort({ quick: 1, soak: 8 }); round += 1) await failOver();
    expect(figures["leased twice"]).toBe(0);
  });
});

async function failOver(): Promise<void> {
  const pair = await startPair();
  const numbers = plainNumbers(effort({ quick: 24, soak: 160 }));
  // As long as a request may leave after its mark, and be on its way here.
  const lossSettlesMs = sendWindow.withinMs + timing.onItsWayMs;
  const options = { machines, perMachine, port: pair.port, lossSettlesMs };
  try {
    await onStage(options, async (stage) => {
      const told = new AbortController();
      const tries = 1200;
      const leased = stage.leaseAll(numbers, tries).finally(() => told.abort());
      await progress(stage, Math.floor(numbers.length / 4), told.signal);
      pair.holdBack();
      await progress(stage, stage.received() + 5, told.signal);
      await pair.failOver();
      await leased;
      await stage.fleet.retire();
      const { open: left } = await stage.settle();
      // No read tells of an order whose id was lost with the mark; where there are none, lists tell.
      const ordered = numbers.filter(({ account }) => account === "sinch");
      expect(ordered.map(({ number }) => number)).toEqual(expect.arrayContaining([...left]));
      expect((await stage.giveUp()).toSorted()).toEqual(left);
      const again = numbers.filter(({ number }) => left.includes(number));
      await stage.leaseOn(0, again);
      const { known, committed, open } = await stage.settle();
      expect(open).toEqual([]);
      expect(known).toEqual(stage.owned());
      // All of them were leased in the end, by whomever.
      expect(stage.owned()).toEqual(numbers.map(({ number }) => number).toSorted());
      figures.failovers += 1;
      figures.numbers += numbers.length;
      figures["requested"] += numbers.length * wantedBy;
      figures["leased twice"] += stage.leasedTwice();
      figures["left to a person"] += left.length;
      figures["found again that no record was left of"] += known.length - committed.length;
    });
  } finally {
    await pair.close();
  }
}
