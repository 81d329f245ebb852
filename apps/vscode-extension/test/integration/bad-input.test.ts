import { strict as assert } from "node:assert";
import { type CommandId, commandIds } from "../../src/host/command-ids.js";
import { rowText } from "../../src/leases-view/row-text.js";
import { treeOf } from "../../src/leases-view/tree.js";
import { accountAnswers, goTo, goToTheSandbox, keysOf } from "../support/integration/accounts.js";
import { runCommand, services, startAfresh } from "../support/integration/extension.js";
import { type ProviderCase, providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { type Act, escape, pick, type } from "../support/integration/scripted-prompts.js";

const web = { html: true, times: "always" };
const drifted = { status: 200, body: { data: "another form" }, times: "always" };

describe("what cannot be right", () => {
  const noNumbers = {
    hello: /^This is not a phone number\. “h” cannot/,
    "": /^This is not a phone number\. It is empty/,
    "12": /^Type it with \+ and its country code/,
    "+46 (0)70 174 06 05": /^Did you mean \+46701740605\?/,
  };
  for (const [typed, problem] of Object.entries(noNumbers)) {
    it(`is said at once of “${typed}” as a number to lease`, async () => {
      await startAfresh();
      const script = [pick("Contiguity"), type(typed), escape];
      const { problems } = await runCommand("leaseline.lease", ...script);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", problem);
    });
  }

  const told: Partial<Record<CommandId, RegExp>> = {
    "leaseline.search": /^There is no account yet/,
    "leaseline.lease": /^There is no account yet/,
    "leaseline.release": /^No phone numbers are leased yet/,
    "leaseline.copyNumber": /^No phone numbers are leased yet/,
    "leaseline.showDetails": /^No phone numbers are leased yet/,
    "leaseline.removeAccount": /^There is no such account/,
    "leaseline.updateKey": /^There is no such account/,
  };
  for (const command of commandIds) {
    const words = told[command];
    if (!words) continue;
    it(`is told when ${command} is called without an account`, async () => {
      const { told } = await runCommand(command);
      assert.equal(told.length, 1);
      assert.match(told[0]?.text ?? "", words);
    });
  }
});

for (const provider of providerCases) accountTests(provider);
for (const provider of providerCases) listTests(provider);

function accountTests(provider: ProviderCase): void {
  describe(`an account of ${provider.name} is not added`, () => {
    beforeEach(goToTheSandbox);
    const answers = accountAnswers(provider, keysOf(provider));

    it("with an empty key", async () => {
      const script = [pick(provider.name), type(" "), escape];
      const { problems, told } = await runCommand("leaseline.addAccount", ...script);
      assert.match(problems.join("\n"), /^(API key|Project ID) is needed\.$/);
      assert.deepEqual(told, []);
      assert.deepEqual((await services()).store.list(), []);
    });

    it("with a wrong key", async () => {
      const wrong = keysOf(provider).map((key, index) => (index === 0 ? key : `${key}-wrong`));
      const keys = wrong.length === 1 ? ["contiguity_sk_wrong"] : wrong;
      await isRefused(accountAnswers(provider, keys), /did not accept the key/);
    });

    it("where nobody answers", async () => {
      // Only an administrator may listen there, and nobody has a use for it.
      await goTo("http://127.0.0.1:2");
      await isRefused(answers, /refused the connection/);
    });

    it("where a web page answers", async () => {
      await sandboxControl.fault(provider.listOperation, web);
      await isRefused(answers, /it was not JSON/);
    });

    it("where the answer has another form", async () => {
      await sandboxControl.fault(provider.listOperation, drifted);
      await isRefused(answers, /unexpected form/);
    });

    for (const wrong of ["ftp://127.0.0.1/", 5, null])
      it(`at an address that is none: ${JSON.stringify(wrong)}`, async () => {
        await goTo(wrong);
        await isRefused(answers, /address/);
      });
  });
}

/** Nothing is kept, and one error says why. */
async function isRefused(answers: readonly Act[], why: RegExp): Promise<void> {
  const { told } = await runCommand("leaseline.addAccount", ...answers);
  assert.deepEqual(
    told.map(({ severity }) => severity),
    ["error"],
  );
  const [{ text } = { text: "" }] = told;
  assert.match(text, /^The account was not added\./);
  assert.match(text, why);
  for (const key of providerCases.flatMap(keysOf)) assert.ok(!text.includes(key), text);
  assert.deepEqual((await services()).store.list(), []);
}

function listTests({ id, name, listOperation }: ProviderCase): void {
  describe(`when ${name} cannot be read`, () => {
    beforeEach(startAfresh);

    const faulty = { "a web page answers": web, "the answer has another form": drifted };
    for (const [what, fault] of Object.entries(faulty)) {
      it(`since ${what}, its account says so in one row, and the other is listed`, async () => {
        const other = id === "sinch" ? "contiguity" : "sinch";
        const [leased] = await sandboxControl.leaseMany(other, 1);
        await sandboxControl.fault(listOperation, fault);
        const { told } = await runCommand("leaseline.refresh");
        const { list } = await services();
        assert.deepEqual(told, []);
        assert.deepEqual(
          list.now.leases.map(({ number }) => number as string),
          [leased],
        );
        const failed = treeOf(list.now).find((row) => row.id === `sandbox-${id}`);
        assert.ok(failed?.kind === "account");
        assert.deepEqual(
          failed.children.map(({ kind }) => kind),
          ["failure"],
        );
        const [row] = failed.children;
        assert.match(row ? rowText(row).description : "", fault === web ? /JSON/ : /form/);
      });
    }

    it("its search says so, and can be tried again", async () => {
      const operation = id === "sinch" ? "sinch.search" : "contiguity.available";
      await sandboxControl.fault(operation, web);
      const type = id === "sinch" ? [pick("Local")] : [];
      const failing = pick("could not be searched");
      const script = [pick(name), pick("United States"), ...type, failing, failing, escape];
      const { told } = await runCommand("leaseline.search", ...script);
      assert.deepEqual(told, []);
    });
  });
}
