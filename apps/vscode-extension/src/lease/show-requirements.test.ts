import { createLeaseClient, memoryLedger } from "@leaseline/core";
import { sinchProvider } from "@leaseline/core/sinch";
import { specialNumbers } from "@leaseline/sandbox";
import { expect, it, onTestFinished } from "vitest";
import { atSandbox } from "../../test/support/at-sandbox.js";
import { e164 } from "../../test/support/examples.js";
import { no, pick, scriptedPrompts, yes } from "../../test/support/integration/scripted-prompts.js";
import { leaseNumber } from "./lease-number.js";

it("shows what a number needs in the place of a price, and leases nothing", async () => {
  const at = await atSandbox();
  const account = sinchProvider({ ...at.sandbox.sinch, account: "first" });
  const client = createLeaseClient({ ledger: memoryLedger(), accounts: [account] });
  onTestFinished(() => client.close());
  const number = e164(specialNumbers.sinch.needsDocuments);
  for (const script of [[no], [yes, pick("")]]) {
    const prompts = scriptedPrompts(...script);
    const asked = { ...at.account, provider: "sinch", production: true };
    const end = await leaseNumber(asked, number, {
      ...at.tools,
      prompts,
      client: async () => client,
      limits: () => ({ kind: "set", caps: [] }),
      canGoBack: false,
    });
    prompts.check();
    expect(end).toBe("backed-out");
    expect(prompts.confirmed.map(({ yes: button }) => button)).toEqual(["View Requirements"]);
    expect(prompts.confirmed[0]?.detail).toContain("Account: Sinch · acme-dev (production)");
    expect(prompts.told).toEqual([]);
  }
  expect(at.writes()).toBe(0);
});
