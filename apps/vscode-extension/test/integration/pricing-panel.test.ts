import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { type PricingPanel, createPricingPanel } from "../../src/host/pricing-panel.js";
import { pricingViewType } from "../../src/host/view-types.js";
import { spendHistory } from "../../src/pricing/spend-history.js";
import { services, theExtension, until } from "../support/integration/extension.js";

describe("what a pricing panel shows", () => {
  let asked = 0;
  let opened = 0;
  let histories = 0;
  let panel: PricingPanel;
  const tabs = () =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith(pricingViewType),
      );
  /** Whether a change is asked about, at once or when as much has come together as is told at once. */
  const isAskedAbout = async () => {
    const before = asked;
    panel.changed();
    await new Promise((resolve) => setTimeout(resolve, 250));
    return asked > before;
  };

  beforeEach(async () => {
    [asked, opened, histories] = [0, 0, 0];
    const { pricingInput } = await services();
    panel = createPricingPanel({
      extensionUri: theExtension().extensionUri,
      input: () => {
        asked += 1;
        return pricingInput();
      },
      history: async () => {
        histories += 1;
        return spendHistory({ operations: [], leases: [], now: new Date().toISOString() });
      },
      opened: () => (opened += 1),
      answer: () => {},
      report: (error) => assert.fail(String(error)),
    });
  });
  afterEach(() => vscode.window.tabGroups.close(tabs()));

  it("is put together for somebody who sees it, and for nobody else", async () => {
    assert.equal(await isAskedAbout(), false, "before it was opened");
    panel.show();
    await until("the page has asked for it", () => asked > 0);
    await until("the page has asked what was charged", () => histories > 0);
    assert.equal(await isAskedAbout(), true, "while it is seen");

    const document = await vscode.workspace.openTextDocument({ content: "in front of it" });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Active);
    await until("it is hidden", () => tabs().every(({ isActive }) => !isActive));
    // The editor tells the panel in its own time.
    await until("it hears of that", async () => !(await isAskedAbout()));
    const hidden = asked;
    const read = histories;
    assert.equal(await isAskedAbout(), false, "while it is hidden");
    assert.equal(histories, read, "and the ledger is not read either");

    panel.show();
    await until("it is asked for again", () => asked > hidden);
    await vscode.window.tabGroups.close(tabs());
    await until("it hears that it is closed", async () => !(await isAskedAbout()));
    assert.equal(await isAskedAbout(), false, "after it was closed");
    assert.equal(opened, 1, "it was opened once");
  });

  for (const where of ["among others", "alone in its group"])
    it(`takes the place of one that an extension host has left behind ${where}, whose page nothing answers`, async () => {
      await vscode.window.showTextDocument(
        await vscode.workspace.openTextDocument({ content: "beside it" }),
      );
      const { Active, Beside } = vscode.ViewColumn;
      const column = where === "among others" ? Active : Beside;
      vscode.window.createWebviewPanel(pricingViewType, "left", column);
      await until("it is there", () => tabs().length === 1);
      panel.show();
      await until("the page has asked for it", () => isAskedAbout());
      await until("the other one is gone", () => tabs().length === 1);
      assert.notEqual(tabs()[0]?.label, "left");
    });
});
