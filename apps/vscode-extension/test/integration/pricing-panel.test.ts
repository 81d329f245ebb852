import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { type PricingPanel, createPricingPanel } from "../../src/host/pricing-panel.js";
import { pricingViewType } from "../../src/host/view-types.js";
import { services, theExtension, until } from "../support/integration/extension.js";

describe("what a pricing panel shows", () => {
  let asked = 0;
  let opened = 0;
  let panel: PricingPanel;
  const tabs = () =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith(pricingViewType),
      );

  before(async () => {
    const { pricingModel } = await services();
    panel = createPricingPanel({
      extensionUri: theExtension().extensionUri,
      model: () => {
        asked += 1;
        return pricingModel();
      },
      opened: () => (opened += 1),
      answer: () => {},
    });
  });
  after(() => vscode.window.tabGroups.close(tabs()));

  it("is put together for somebody who sees it, and for nobody else", async () => {
    panel.changed();
    assert.equal(asked, 0, "before it was opened");
    panel.show();
    await until("the page has asked for it", () => asked > 0);
    const shown = asked;
    panel.changed();
    assert.equal(asked, shown + 1, "while it is seen");

    const document = await vscode.workspace.openTextDocument({ content: "in front of it" });
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Active);
    await until("it is hidden", () => tabs().every(({ isActive }) => !isActive));
    // The editor tells the panel in its own time.
    await until("it hears of that", () => {
      const before = asked;
      panel.changed();
      return asked === before;
    });
    const hidden = asked;
    for (let time = 0; time < 3; time += 1) panel.changed();
    assert.equal(asked, hidden, "while it is hidden");

    panel.show();
    await until("it is asked for again", () => asked > hidden);
    await vscode.window.tabGroups.close(tabs());
    const closed = asked;
    await until("it hears that it is closed", () => {
      panel.changed();
      return asked - closed < 2;
    });
    const ended = asked;
    panel.changed();
    assert.equal(asked, ended, "after it was closed");
    assert.equal(opened, 1, "it was opened once");
  });
});
