import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ledgerPlace } from "@leaseline/core/node";
import { startProxy } from "@leaseline/postgres-host/proxy";
import * as vscode from "vscode";
import { accountAnswers, goToTheSandbox, keysOf } from "../support/integration/accounts.js";
import {
  reloaded,
  runCommand,
  runIn,
  theExtension,
  until,
} from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { type Act, pickNumber, type, yes } from "../support/integration/scripted-prompts.js";

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

  // What is shown, and what is said, is the same for every provider: each meets one way of going away.
  for (const [index, provider] of providerCases.entries()) {
    const isReset = index % 2 === 0;
    it(`that ${isReset ? "goes away" : "is cut off without a word"} is told of, nothing is sent to ${provider.name} meanwhile, and it goes on by itself`, async () => {
      const { number, between } = provider;
      const way = await startProxy(Number(new URL(address).port));
      await runCommand("leaseline.addAccount", ...accountAnswers(provider, keysOf(provider)));
      const byTheWay = address.replace(/:\d+\//, `:${way.port}/`);
      await runCommand("leaseline.useSharedLedger", type(byTheWay), type(""));
      const window = await reloaded();
      const { list } = window;
      const texts = async (id: Parameters<typeof runIn>[1], ...script: readonly Act[]) =>
        (await runIn(window, id, ...script)).told.map(({ text }) => text).join("\n");
      try {
        const [held = ""] = await sandboxControl.leaseMany(provider.id, 1);
        await list.load();
        assert.match(await texts("leaseline.protect", pickNumber(held)), /^Protected/);
        const before = await sandboxControl.writes();

        if (isReset) way.refuse();
        else way.stopForwarding();
        // Where nobody says that it is gone, who asks finds out.
        if (!isReset) await list.load();
        await until("it is told that it is away", () => list.now.ledgerProblem !== null);
        const { failure, asOf } = list.now.ledgerProblem ?? {};
        assert.deepEqual(failure, { kind: "ledger-unavailable", reason: "unreachable" });
        assert.ok(asOf, "nobody says of when it is what is shown");
        if (isReset) await texts("leaseline.refresh");
        assert.ok(list.now.leases.some((lease) => lease.number === held));
        assert.ok(list.now.accounts[0]?.protectedNumbers.has(held));
        assert.match(
          await texts("leaseline.lease", type(number)),
          /cannot be reached.*Nothing was sent, so nothing was spent\. Check the database/,
        );
        assert.match(
          await texts("leaseline.release", pickNumber(held)),
          /is still leased\. The ledger cannot be reached.*is not sent\. Check the database/,
        );
        assert.equal(await sandboxControl.writes(), before);

        way.forward();
        await until("it is back", () => list.now.ledgerProblem === null);
        assert.match(await texts("leaseline.lease", type(number), ...between, yes), /^Leased/);
        assert.equal(await sandboxControl.writes(), before + 1);
      } finally {
        await window.close();
        await way.close();
      }
    });
  }

  it("is not chosen where nobody answers, or for an address with a password", async () => {
    const away = "postgres://app@127.0.0.1:9/leaseline";
    const { told } = await runCommand("leaseline.useSharedLedger", type(away), type(""));
    assert.match(told.map(({ text }) => text).join(), /cannot be reached/);
    assert.equal(chosen(), "");
    assert.equal(existsSync(file()), false);
  });

  it("is not used with a password in the setting, which others can read", async () => {
    const [provider] = providerCases;
    assert.ok(provider);
    await runCommand("leaseline.addAccount", ...accountAnswers(provider, keysOf(provider)));
    const setting = vscode.workspace.getConfiguration("leaseline");
    const withPassword = address.replace("postgres@", "postgres:s3cret@");
    await setting.update("ledger", withPassword, vscode.ConfigurationTarget.Global);
    const { number, between } = provider;
    const { told } = await runCommand("leaseline.lease", type(number), ...between, yes);
    const text = told.map(({ text: one }) => one).join();
    assert.match(text, /A password stands in leaseline\.ledger/);
    assert.doesNotMatch(text, /s3cret/);
    assert.equal(await sandboxControl.writes(), 0);
  });

  it("cannot be chosen by a workspace", () => {
    const { properties } = theExtension().packageJSON.contributes.configuration;
    assert.equal(properties["leaseline.ledger"].scope, "application");
  });
});
