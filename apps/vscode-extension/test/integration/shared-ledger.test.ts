import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ledgerPlace } from "@leaseline/core/node";
import * as vscode from "vscode";
import { accountAnswers, goToTheSandbox, keysOf } from "../support/integration/accounts.js";
import { runCommand, theExtension } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { type, yes } from "../support/integration/scripted-prompts.js";

const address = process.env["LEASELINE_TEST_POSTGRES"] ?? "";
const chosen = () => vscode.workspace.getConfiguration("leaseline").get<string>("ledger");
const file = () => join(ledgerPlace().folder, "ledger.json");

describe("a ledger that machines share", () => {
  beforeEach(async function () {
    if (address === "") this.skip();
    await goToTheSandbox();
  });
  afterEach(async () => {
    await runCommand("leaseline.useOwnLedger");
    assert.equal(existsSync(file()), false);
  });

  for (const provider of providerCases)
    it(`is opened on PostgreSQL, and nothing at ${provider.name} is leased by this window's until it is reloaded`, async () => {
      await runCommand("leaseline.addAccount", ...accountAnswers(provider, keysOf(provider)));
      const { told } = await runCommand("leaseline.useSharedLedger", type(address), type(""));
      assert.match(told.map(({ text }) => text).join(), /The ledger was chosen.*reloaded/);
      assert.equal(chosen(), address);
      // The command line of this user follows.
      assert.ok(readFileSync(file(), "utf8").includes(address));

      const { number, between } = provider;
      const refused = await runCommand("leaseline.lease", type(number), ...between, yes);
      assert.match(refused.told.map(({ text }) => text).join(), /Another ledger has been chosen/);
      assert.equal(await sandboxControl.writes(), 0);
    });

  it("is not chosen where nobody answers, or for an address with a password", async () => {
    const away = "postgres://app@127.0.0.1:9/leaseline";
    const { told } = await runCommand("leaseline.useSharedLedger", type(away), type(""));
    assert.match(told.map(({ text }) => text).join(), /cannot be reached/);
    assert.equal(chosen(), "");
    assert.equal(existsSync(file()), false);
  });

  it("cannot be chosen by a workspace", () => {
    const { properties } = theExtension().packageJSON.contributes.configuration;
    assert.equal(properties["leaseline.ledger"].scope, "application");
  });
});
