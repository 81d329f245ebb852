import { strict as assert } from "node:assert";
import type { CommandId } from "../../src/host/command-ids.js";
import { runCommand, startAfresh } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import {
  type Act,
  back,
  escape,
  pick,
  pickNumber,
  type,
} from "../support/integration/scripted-prompts.js";

for (const { id, name, number, search, between } of providerCases) {
  describe(`Escape at ${name}`, () => {
    beforeEach(startAfresh);

    it("writes nothing at any step of a search", async () => {
      await escapeAtEachStep("leaseline.search", [...search(number), ...between]);
      assert.equal(await sandboxControl.writes(), 0);
    });

    it("is still there after going back from each step of a search", async () => {
      const steps = search(number);
      const script = steps.flatMap((step, index) =>
        // At the second question and each one after it: back, and the same answer again.
        index === 0 ? [step] : [back, ...steps.slice(index - 1, index), step],
      );
      await runCommand("leaseline.search", ...script, ...between, escape);
      assert.equal(await sandboxControl.writes(), 0);
    });

    it("writes nothing at any step of a lease", async () => {
      await escapeAtEachStep("leaseline.lease", [pick(name), type(number), ...between]);
      assert.equal(await sandboxControl.writes(), 0);
    });

    it("writes nothing at any step of a release", async () => {
      const [leased = ""] = await sandboxControl.leaseMany(id, 1);
      await runCommand("leaseline.refresh");
      await escapeAtEachStep("leaseline.release", [pickNumber(leased)]);
      assert.equal(await sandboxControl.writes(), 0);
      assert.deepEqual(await sandboxControl.owned(id), [leased]);
    });

    it("is the only way out of a release whose digits are wrong", async () => {
      const [leased = ""] = await sandboxControl.leaseMany(id, 1);
      await runCommand("leaseline.refresh");
      const wrong = leased.slice(-4) === "0000" ? "1111" : "0000";
      const script = [pickNumber(leased), type(wrong), type(""), escape];
      const { problems } = await runCommand("leaseline.release", ...script);
      assert.equal(problems.length, 2);
      for (const problem of problems) assert.ok(problem.includes(leased.slice(-4)), problem);
      assert.equal(await sandboxControl.writes(), 0);
    });
  });
}

/** The last Escape is at the question that the whole script leads to. Nobody is told anything. */
async function escapeAtEachStep(command: CommandId, script: readonly Act[]): Promise<void> {
  for (let steps = 0; steps <= script.length; steps += 1) {
    const { told } = await runCommand(command, ...script.slice(0, steps), escape);
    assert.deepEqual(
      told.map(({ text }) => text),
      [],
      `after ${steps} steps`,
    );
  }
}
