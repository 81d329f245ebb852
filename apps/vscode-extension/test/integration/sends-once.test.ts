import { strict as assert } from "node:assert";
import { accountAnswers, goToTheSandbox, keysOf } from "../support/integration/accounts.js";
import { runCommand, services, setSetting } from "../support/integration/extension.js";
import { providerCases } from "../support/integration/provider-cases.js";
import { refusals, refusingRelay } from "../support/integration/refusing-relay.js";
import { sandboxControl } from "../support/integration/sandbox-control.js";
import { yes } from "../support/integration/scripted-prompts.js";

// Whatever an editor makes of Node's client, for proxies and certificates of its own.
for (const provider of providerCases)
  describe(`a lease at ${provider.name} is sent once to a server that speaks HTTP/2`, () => {
    for (const refusal of refusals)
      it(`and ${refusal.name}`, async () => {
        await goToTheSandbox();
        const before = process.env[`LEASELINE_${provider.id.toUpperCase()}_URL`] ?? "";
        const relay = await refusingRelay(before, refusal);
        try {
          await setSetting(`${provider.id}.baseUrl`, relay.address);
          await runCommand("leaseline.addAccount", ...accountAnswers(provider, keysOf(provider)));
          // There is but one account.
          const [, ...search] = provider.search(provider.number);
          await runCommand("leaseline.search", ...search, ...provider.between, yes);
          const { accounts } = await services();
          const [operation] = (
            await Promise.all(accounts.groups().map(({ ledger }) => ledger.operations()))
          ).flat();
          assert.deepEqual([relay.writes(), operation?.state], [1, "unknown"]);
          assert.equal(await sandboxControl.writes(), 0);
        } finally {
          relay.close();
        }
      });
  });
