import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { numbersViewId } from "../../src/host/view-types.js";
import { anotherWindow, e164 } from "../support/integration/another-window.js";
import {
  runCommand,
  services,
  startAfresh,
  testing,
  until,
} from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { nameOf } from "../support/integration/rows.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { pickNumber, type, yes } from "../support/integration/scripted-prompts.js";

/** Windows hear of each other within this. */
const quietMs = 1500;

for (const provider of providerCases) {
  const { id, name, number } = provider;
  const account = `sandbox-${id}`;

  describe(`the tree with numbers of ${name}`, () => {
    let numbers: readonly string[] = [];

    beforeEach(async () => {
      await startAfresh();
      numbers = await sandboxControl.leaseMany(id, 3);
      await runCommand("leaseline.refresh");
      await drawnBy(async () => vscode.commands.executeCommand(`${numbersViewId}.focus`));
    });

    it("is not drawn anew where nothing new is found, here or in another window", async () => {
      const { followUp } = await services();
      const other = await anotherWindow();
      assert.deepEqual(await drawnBy(() => runCommand("leaseline.refresh")), []);
      assert.deepEqual(await drawnBy(() => followUp.resume()), []);
      const listing = async () => {
        for await (const event of other.client.list()) assert.notEqual(event.kind, "failed");
      };
      assert.deepEqual(await drawnBy(listing), []);
      await other.close();
    });

    it("has one row drawn anew of which something else is said, wherever that was done", async () => {
      const [here = "", there = ""] = numbers;
      const on = { lease: { account, number: here } };
      const naming = () => runCommand({ id: "leaseline.label", on }, type("Support"));
      assert.deepEqual(await drawnBy(naming), [[`${account} ${here}`]]);
      const other = await anotherWindow();
      const namingThere = async () => {
        await other.client.update({ account, number: e164(there) }, { label: "Sales" });
        await until("its name is here", async () => (await nameOf(there)) === "Sales");
      };
      assert.deepEqual(await drawnBy(namingThere), [[`${account} ${there}`]]);
      await other.close();
    });

    it("has no row drawn anew but those of the account that leases and releases", async () => {
      const inAccount = (drawn: Drawn) =>
        drawn.length > 0 &&
        drawn.every((rows) => rows !== "all" && rows.every((row) => row.startsWith(account)));
      const leasing = await drawnBy(() =>
        runCommand("leaseline.search", ...provider.search(number), ...provider.between, yes),
      );
      assert.ok(inAccount(leasing), JSON.stringify(leasing));
      const releasing = await drawnBy(() =>
        runCommand("leaseline.release", pickNumber(number), type(number.slice(-4))),
      );
      assert.ok(inAccount(releasing), JSON.stringify(releasing));
    });
  });
}

/** Each time that something was drawn: the ids of the rows, or that it was the whole tree. */
type Drawn = readonly (readonly string[] | "all")[];

/** What the editor is told to draw anew, until it is told nothing more. */
async function drawnBy(work: () => Promise<unknown>): Promise<Drawn> {
  const { onRedraw } = await testing();
  const drawn: (readonly string[] | "all")[] = [];
  const listening = onRedraw((rows) => drawn.push(rows ? rows.map((row) => row.id) : "all"));
  await work();
  for (let told = -1; told !== drawn.length;) {
    told = drawn.length;
    await new Promise((resolve) => setTimeout(resolve, quietMs));
  }
  listening.dispose();
  return drawn;
}
