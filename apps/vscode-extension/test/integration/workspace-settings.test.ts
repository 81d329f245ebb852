import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { endpoints, limits, mayAiSpend, releaseConsent } from "../../src/host/settings.js";
import { until } from "../support/integration/extension.js";
import { settings } from "../support/integration/known-state.js";

const nobody = "http://127.0.0.1:9";
/** What somebody would have whoever opens their folder go by. */
const asked: Readonly<Record<string, unknown>> = {
  "contiguity.baseUrl": nobody,
  "sinch.baseUrl": nobody,
  "sinch.authUrl": nobody,
  "spending.monthlyCaps": { USD: "100000.00" },
  "spending.perLeaseCaps": { USD: "100000.00" },
  releaseConfirmation: "button",
  ledger: "postgres://app@127.0.0.1:9/theirs",
  "ai.allowSpending": true,
  "inCode.enabled": false,
};

describe("the settings of a workspace", () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const now = () => vscode.workspace.getConfiguration("leaseline");
  const own = () => ({
    endpoints: endpoints(),
    limits: limits(),
    consent: releaseConsent(),
    ai: mayAiSpend(),
    ledger: now().get("ledger"),
  });

  afterEach(async () => {
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, ".vscode");
    await vscode.workspace.fs.delete(file, { recursive: true });
    await until("they are gone", () => now().get("inCode.enabled") === true);
  });

  it("say whether numbers in its code are told of, and nothing of addresses, money, consent or the ledger", async () => {
    assert.ok(folder);
    assert.deepEqual(Object.keys(asked).toSorted(), settings().toSorted());
    const before = own();
    const file = vscode.Uri.joinPath(folder.uri, ".vscode", "settings.json");
    const written = Object.entries(asked).map(([name, value]) => [`leaseline.${name}`, value]);
    const text = JSON.stringify(Object.fromEntries(written));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await until("they are read", () => now().get("inCode.enabled") === false);
    assert.deepEqual(own(), before);
    for (const name of settings().filter((one) => one !== "inCode.enabled"))
      assert.deepEqual(now().get(name), now().inspect(name)?.defaultValue, name);
  });
});
