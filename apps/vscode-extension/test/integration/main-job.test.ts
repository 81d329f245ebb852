import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { treeOf } from "../../src/leases-view/tree.js";
import { createPricing } from "../../src/pricing/pricing-view.js";
import { exampleLook } from "../support/examples.js";
import { runCommand, services, startAfresh, until } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { pick, pickNumber, type, yes } from "../support/integration/scripted-prompts.js";

const monthMs = 32 * 86_400_000;

describe("the sandbox, once it is tried", () => {
  beforeEach(startAfresh);

  it("shows both accounts, and no number yet", async () => {
    const { list } = await services();
    assert.equal(list.now.state, "empty");
    const rows = treeOf(list.now);
    assert.deepEqual(
      rows.map(({ id, kind }) => ({ id, kind })),
      [
        { id: "sandbox-contiguity", kind: "account" },
        { id: "sandbox-sinch", kind: "account" },
      ],
    );
  });

  it("has no keys to replace, and says so", async () => {
    const { told } = await runCommand("leaseline.updateKey");
    assert.deepEqual(
      told.map(({ text }) => text),
      ["The accounts at the sandbox have no keys to replace."],
    );
  });

  it("has its prices in one panel, however often it is called for", async () => {
    const asked = async () => (await sandboxControl.requests()).length;
    const before = await asked();
    await runCommand("leaseline.showPricing");
    await runCommand("leaseline.showPricing");
    await until("one tab", () => pricingTabs().length === 1);
    // What has been read is shown; the page being ready is no reason to read it again.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.equal(await asked(), before);
    await vscode.window.tabGroups.close(pricingTabs());
  });

  for (const { id, name, number, search, between } of providerCases) {
    it(`leases and releases a number of ${name}`, async () => {
      const { list } = await services();
      const leasing = await runCommand("leaseline.search", ...search(number), ...between, yes);
      assert.match(leasing.confirmed[0]?.yes ?? "", /^Lease for \$[\d.]+\/month$/);
      assert.deepEqual(
        list.now.leases.map((lease) => lease.number),
        [number],
      );
      assert.deepEqual(await sandboxControl.owned(id), [number]);
      assert.deepEqual(await pricedNumbers(), [number]);
      await runCommand("leaseline.showDetails", pickNumber(number), pick("Show Pricing"));
      await until("the panel is there", () => pricingTabs().length === 1);
      await vscode.window.tabGroups.close(pricingTabs());

      await runCommand("leaseline.release", pickNumber(number), type(number.slice(-4)));
      if (id === "sinch") {
        assert.deepEqual(
          list.now.leases.map(({ state }) => state),
          ["releasing"],
        );
        await sandboxControl.advance(monthMs);
        await runCommand("leaseline.refresh");
      }
      assert.deepEqual(list.now.leases, []);
      assert.deepEqual(await sandboxControl.owned(id), []);
      assert.deepEqual(await pricedNumbers(), []);
      assert.equal(list.now.state, "empty");
    });
  }
});

function pricingTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith("leaseline.pricing"),
    );
}

/** The numbers in the pricing panel's table of leased ones. */
async function pricedNumbers(): Promise<readonly string[]> {
  const { pricingInput } = await services();
  const { table } = createPricing().view(pricingInput(), exampleLook());
  return table.rows.map((row) => row.id.split(" ")[1] ?? "");
}
