import { strict as assert } from "node:assert";
import { attentionOf } from "../../src/leases-view/nodes.js";
import { windowThatCrashed } from "../support/integration/another-window.js";
import {
  listen,
  runCommand,
  services,
  startAfresh,
  until,
} from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { openOperation, rows, words } from "../support/integration/rows.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { no, pick, pickNumber, type, yes } from "../support/integration/scripted-prompts.js";

/** In the form of either provider. */
const no401 = { message: "no", status: 401, error: { code: 401, message: "no", status: "NO" } };
const refused = { status: 401, body: no401, times: "always" };

/** What becomes of operations that are left by a crash, or end never. */
for (const provider of providerCases) {
  const { id, name, number, listOperation, between } = provider;
  const getOperation = id === "sinch" ? "sinch.get" : "contiguity.get";

  describe(`a window that crashed at ${name}`, () => {
    beforeEach(startAfresh);

    it("has left a number that was not leased, which is found out and told", async () => {
      await windowThatCrashed(provider, number);
      const { list, followUp } = await services();
      const prompts = await listen();
      await list.look();
      assert.match(await words(number), /leasing…$/);
      // Asked for by its number and then by the list, which is held for as long as is needed to see it.
      await sandboxControl.hold(listOperation);
      const resumed = followUp.resume();
      await until("it is being checked", async () =>
        (await words(number)).endsWith("checking whether it was leased…"),
      );
      await sandboxControl.letGo();
      await resumed;
      await until("the verdict", () => prompts.told.length > 0);
      const [notice] = prompts.told;
      assert.match(notice?.text ?? "", /seems not to be leased: the provider does not show it\.$/);
      assert.deepEqual(
        notice?.actions.map(({ label }) => label),
        ["Lease It Again", "Search Another"],
      );
      assert.equal(prompts.told.length, 1);
      assert.equal(await sandboxControl.writes(), 0);
      await until("the row is gone", async () => (await words(number)) === "");
    });

    it("has left a number that was leased, which is found and told", async () => {
      const [leased = ""] = await sandboxControl.leaseMany(id, 1);
      await windowThatCrashed(provider, leased);
      const { followUp, list } = await services();
      const prompts = await listen();
      await followUp.resume();
      await until("the verdict", () => prompts.told.length > 0);
      assert.match(prompts.told[0]?.text ?? "", /was leased after all, once\.$/);
      assert.equal(prompts.told.length, 1);
      await until("it is listed", () => list.now.leases.length > 0);
      assert.deepEqual(
        list.now.leases.map((lease) => lease.number as string),
        [leased],
      );
    });

    it("keeps its number from being leased twice", async () => {
      const operation = await windowThatCrashed(provider, number);
      await sandboxControl.fault(listOperation, refused);
      await sandboxControl.fault(getOperation, refused);
      const script = [pick(name), type(number)];
      const { told, confirmed } = await runCommand("leaseline.lease", ...script);
      assert.equal(confirmed.length, 0);
      const texts = told.map(({ text }) => text);
      assert.ok(
        texts.some((text) => text.includes("not leased a second time")),
        texts.join("\n"),
      );
      assert.equal(await sandboxControl.writes(), 0);
      assert.equal((await openOperation())?.id, operation.id);
    });
  });

  describe(`what cannot be found out at ${name}`, () => {
    beforeEach(startAfresh);

    const loseSight = async () => {
      await windowThatCrashed(provider, number);
      await sandboxControl.fault(listOperation, refused);
      await sandboxControl.fault(getOperation, refused);
      const prompts = await listen();
      await (await services()).followUp.resume();
      await until("it needs a person", () => prompts.told.length > 0);
      return prompts;
    };

    it("needs attention, in a row and in a notice that calls it neither done nor failed", async () => {
      const { told } = await loseSight();
      assert.equal(told.length, 1);
      assert.match(told[0]?.text ?? "", /^Whether .* was leased could not be found out\. It may/);
      await until("the row", async () => (await words(number)).includes("needs attention"));
      assert.equal((await rows()).filter(attentionOf).length, 1);
    });

    it("is asked about again when a person says so", async () => {
      await loseSight();
      await sandboxControl.clearFaults();
      const prompts = await runCommand("leaseline.checkAgain", pickNumber(number));
      await until("the verdict", () => prompts.told.length > 0);
      assert.match(
        prompts.told[0]?.text ?? "",
        /seems not to be leased: the provider does not show it/,
      );
      assert.equal(await openOperation(), undefined);
    });

    it("is left alone only after a person was told what that may cost", async () => {
      await loseSight();
      const first = await runCommand("leaseline.stopChecking", pickNumber(number), no);
      const [{ title, detail } = { title: "", detail: [] }] = first.confirmed;
      assert.match(title, /^Stop checking whether .* was leased\?$/);
      assert.match(detail.join("\n"), /charged for\. Look in the provider's dashboard first\./);
      assert.match(detail.join("\n"), /you may pay for both/);
      assert.ok(await openOperation());
      await runCommand("leaseline.stopChecking", pickNumber(number), yes);
      assert.equal(await openOperation(), undefined);
    });

    it("is not denied once its account is not here any more: that can be added again", async () => {
      await loseSight();
      await runCommand("leaseline.removeAccount", pick(name), yes);
      for (const command of ["leaseline.checkAgain", "leaseline.stopChecking"] as const) {
        const { told } = await runCommand(command);
        assert.match(told[0]?.text ?? "", /^Whether .* not be found out\. .*: add that account\.$/);
        assert.deepEqual(
          told[0]?.actions.map(({ label }) => label),
          ["Add Account"],
        );
      }
    });

    it("is said in the question about another number", async () => {
      await loseSight();
      await sandboxControl.clearFaults();
      const another = provider.risingNumber;
      const script = [pick(name), type(another), ...between, no];
      const { confirmed } = await runCommand("leaseline.lease", ...script);
      assert.match(
        confirmed[0]?.detail[0] ?? "",
        /^Not known yet: whether .* You may pay for both/,
      );
      await runCommand("leaseline.checkAgain", pickNumber(number));
      const later = await runCommand("leaseline.lease", ...script);
      assert.match(later.confirmed[0]?.detail[0] ?? "", /^\+1 .* not seen to be leased\. If that/);
    });
  });
}
