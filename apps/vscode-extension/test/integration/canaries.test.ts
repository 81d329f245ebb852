import { strict as assert } from "node:assert";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pricingPage } from "../../src/pricing/pricing-page.js";
import { createPricing } from "../../src/pricing/pricing-view.js";
import { exampleLook } from "../support/examples.js";
import { accountAnswers, goToTheSandbox, keysOf } from "../support/integration/accounts.js";
import { folders, runCommand, services, until } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { type, yes } from "../support/integration/scripted-prompts.js";

/** Keys and digits that are planted must not come up where they do not belong. */
for (const provider of providerCases) {
  const { name, number, leaseOperation, listOperation, between } = provider;
  describe(`what is planted at ${name}`, () => {
    beforeEach(goToTheSandbox);
    const keys = keysOf(provider).filter((key) => key !== "sandbox-project");
    const digits = number.slice(1);

    it("comes up in no log, no notice, no ledger and no page", async () => {
      const answers = accountAnswers(provider, keysOf(provider));
      await runCommand("leaseline.addAccount", ...answers);
      // A provider that repeats what it was sent, in a refusal and in an answer that is none.
      const echo = `key ${keys.join(" ")} for ${number}`;
      const body =
        provider.id === "sinch"
          ? { error: { code: 400, message: echo, status: "INVALID_ARGUMENT" } }
          : { object: "error", data: { error: echo, status: 400 } };
      await sandboxControl.fault(leaseOperation, { status: 400, body });
      const script = [type(number), ...between, yes];
      const { told } = await runCommand("leaseline.lease", ...script);
      await sandboxControl.fault(listOperation, { status: 500, body, times: 3 });
      await runCommand("leaseline.refresh");
      const { log } = await services();
      log.error("Planted", new Error(`Authorization: Bearer ${keys[0] ?? ""} for ${number}`));

      const logged = await logText("Planted");
      clean(logged, [...keys, digits], "the log");
      const notices = told.map(({ text }) => text).join("\n");
      assert.ok(notices.includes("was not leased"), JSON.stringify(told));
      clean(notices, keys, "a notice");
      for (const text of await ledgerTexts()) clean(text, keys, "the ledger");
      const page = pricingPage({
        scriptUri: "s",
        styleUri: "t",
        cspSource: "c",
        nonce: "n",
        language: "en",
      });
      clean(page, [...keys, digits], "the page");
      const { pricingInput } = await services();
      const view = createPricing().view(pricingInput(), exampleLook());
      clean(JSON.stringify(view), keys, "a message to the page");
    });
  });
}

function clean(text: string, planted: readonly string[], where: string): void {
  for (const one of planted) assert.ok(!text.includes(one), `${where} holds ${one.slice(0, 4)}…`);
}

/** The log is written in the editor's own time. */
async function logText(expected: string): Promise<string> {
  let text = "";
  await until("the log is written", async () => {
    const folder = (await folders()).log.fsPath;
    const names = await readdir(folder).catch(() => []);
    const files = names.filter((name) => name.endsWith(".log"));
    text = (await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")))).join(
      "\n",
    );
    return text.includes(expected);
  });
  return text;
}

async function ledgerTexts(): Promise<readonly string[]> {
  const folder = (await folders()).ledger.fsPath;
  const names = (await readdir(folder)).filter((name) => name.startsWith("ledger.sqlite"));
  const files = names.filter((name) => !name.endsWith(".sessions"));
  return Promise.all(files.map((name) => readFile(join(folder, name), "latin1").catch(() => "")));
}
