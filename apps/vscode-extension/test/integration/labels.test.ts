import { strict as assert } from "node:assert";
import { anotherWindow, e164 } from "../support/integration/another-window.js";
import { runCommand, setSetting, startAfresh, until } from "../support/integration/extension.js";
import { nameOf, rows, words } from "../support/integration/rows.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { escape, pickAllBut, type, yes } from "../support/integration/scripted-prompts.js";

/** What people say of numbers, in a window beside others. */
for (const provider of ["contiguity", "sinch"] as const) {
  const account = `sandbox-${provider}`;

  describe(`numbers at ${provider}`, () => {
    let numbers: readonly string[] = [];
    const on = (number = numbers[0]) => ({ lease: { account, number } });

    beforeEach(async () => {
      await startAfresh();
      numbers = await sandboxControl.leaseMany(provider, 3);
      await runCommand("leaseline.refresh");
    });

    it("have the label that they are given, in every window", async () => {
      const [number = ""] = numbers;
      await runCommand({ id: "leaseline.label", on: on() }, type(" Support line "));
      assert.equal(await nameOf(number), "Support line");
      const other = await anotherWindow();
      await other.client.update({ account, number: e164(number) }, { label: "Sales" });
      await until("the label of the other window", async () => (await nameOf(number)) === "Sales");
      await other.close();
    });

    it("are not released while protected, whoever protects them", async () => {
      const [number = ""] = numbers;
      const other = await anotherWindow();
      await other.client.update({ account, number: e164(number) }, { isProtected: true });
      await until("the protection of the other window", async () =>
        (await words(number)).includes("protected"),
      );
      const asked = await runCommand({ id: "leaseline.release", on: on() }, escape);
      assert.equal(asked.confirmed[0]?.yes, "Unprotect");
      assert.equal(await sandboxControl.writes(), 0);
      await runCommand({ id: "leaseline.unprotect", on: on() });
      assert.deepEqual(await other.client.notes(), []);
      await other.close();
    });

    it("are released together, whatever else is selected, each once", async () => {
      const selected = await rows();
      const prompts = await runCommand(
        { id: "leaseline.release", on: selected[0], rows: [{ kind: "account" }, ...selected] },
        pickAllBut(),
        type("release 3"),
      );
      assert.equal(prompts.lists[0]?.choices.length, 3);
      assert.equal(await sandboxControl.writes(), 3);
      assert.match(prompts.told[0]?.text ?? "", /^3 of 3 numbers were released\./);
    });

    it("are not asked about where none of them is selected", async () => {
      const row = { kind: "account", id: account };
      const { told } = await runCommand({ id: "leaseline.release", on: row, rows: [row] });
      assert.match(told[0]?.text ?? "", /^None of the selected rows is a leased number\./);
    });

    it("take a button for typed digits, where a person has set that for all windows", async () => {
      await setSetting("releaseConfirmation", "button");
      const prompts = await runCommand({ id: "leaseline.release", on: on() }, yes);
      assert.equal(prompts.confirmed[0]?.yes, "Release");
      assert.equal(await sandboxControl.writes(), 1);
    });
  });
}
