import { strict as assert } from "node:assert";
import { runCommand, services, setSetting, startAfresh } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { escape, no, pick, type, yes } from "../support/integration/scripted-prompts.js";

for (const { id, name, number, risingNumber, between } of providerCases) {
  describe(`a limit on spending at ${name}`, () => {
    beforeEach(startAfresh);
    const toThePrice = (wanted: string) => [pick(name), type(wanted), ...between];

    it("is in the question, with what the lease comes to", async () => {
      await setSetting("spending.monthlyCaps", { USD: "500.00" });
      await setSetting("spending.perLeaseCaps", { USD: "100.00" });
      const { confirmed } = await runCommand("leaseline.lease", ...toThePrice(number), no);
      const detail = confirmed[0]?.detail.join("\n") ?? "";
      assert.match(detail, /^Limit: \$500\.00\/month; with this lease \$[\d.]+\/month\.$/m);
      assert.match(detail, /^Limit for one lease: \$100\.00; this one begins with \$[\d.]+\.$/m);
    });

    for (const setting of ["monthlyCaps", "perLeaseCaps"]) {
      it(`of ${setting} refuses what goes beyond it, and says so before anything is asked`, async () => {
        await setSetting(`spending.${setting}`, { USD: "0.50" });
        const { told, confirmed } = await runCommand("leaseline.lease", ...toThePrice(number));
        assert.equal(confirmed.length, 0);
        assert.match(told[0]?.text ?? "", /and the limit is \$0\.50\. Nothing was spent\./);
        assert.deepEqual(
          told[0]?.actions.map(({ label }) => label),
          ["Open Settings", "Show Log"],
        );
        assert.equal(await sandboxControl.writes(), 0);
      });
    }

    it("counts what is leased already", async () => {
      await runCommand("leaseline.lease", ...toThePrice(risingNumber), yes, yes);
      const [group] = (await services()).accounts.groups();
      const [spending] = (await group?.ledger.spending())?.running ?? [];
      assert.ok(spending);
      await setSetting("spending.monthlyCaps", { USD: spending.amount });
      const { told } = await runCommand("leaseline.lease", ...toThePrice(number));
      assert.match(told[0]?.text ?? "", /a month for all numbers, and the limit is/);
      assert.equal((await sandboxControl.owned(id)).length, 1);
    });

    it("in another currency refuses, as nothing is converted", async () => {
      await setSetting("spending.monthlyCaps", { EUR: "500.00" });
      const { told } = await runCommand("leaseline.lease", ...toThePrice(number));
      assert.match(told[0]?.text ?? "", /none in USD; currencies are not converted/);
    });

    it("that cannot be understood lets nothing be leased", async () => {
      await setSetting("spending.monthlyCaps", { USD: 50 });
      const { told, confirmed } = await runCommand("leaseline.lease", pick(name), type(number));
      assert.equal(confirmed.length, 0);
      assert.match(told[0]?.text ?? "", /The setting leaseline\.spending\.monthlyCaps cannot be/);
      assert.equal(await sandboxControl.writes(), 0);
    });
  });

  describe(`a number of ${name} without a price`, () => {
    beforeEach(async () => {
      await startAfresh();
      const bare =
        id === "contiguity" ? { id: number, status: "available" } : { phoneNumber: number };
      const body = id === "contiguity" ? { data: bare } : bare;
      const quoteOperation = id === "contiguity" ? "contiguity.get" : "sinch.check";
      await sandboxControl.fault(quoteOperation, { status: 200, body, times: "always" });
    });
    // It says nothing of channels either, so nobody is asked what the number is for.
    const toThePrice = [pick(name), type(number)];

    it("is leased by typing, and by nothing less", async () => {
      const script = [...toThePrice, type("yes"), type("unknown")];
      const prompts = await runCommand("leaseline.lease", ...script);
      assert.equal(prompts.confirmed.length, 0);
      assert.equal(prompts.problems.length, 1);
      assert.match(prompts.typeQuestions.at(-1)?.prompt ?? "", /does not say what this number/);
      assert.deepEqual(await sandboxControl.owned(id), [number]);
      assert.equal(await sandboxControl.writes(), 1);
    });

    it("is not leased when the person backs out", async () => {
      await runCommand("leaseline.lease", ...toThePrice, escape);
      assert.equal(await sandboxControl.writes(), 0);
    });
  });
}
