import { describe, expect, it } from "vitest";
import { exampleAccount, exampleEntry, exampleLease } from "../../test/support/examples.js";
import type { AccountLeases } from "../leases-view/account-leases.js";
import { exportedNumbers } from "./exported-numbers.js";

const account = exampleAccount({ production: true, revision: "a secret of ours" });
const entry = (change: Partial<AccountLeases> = {}) =>
  exampleEntry({
    account,
    leases: [exampleLease({ label: "Support line" })],
    protectedNumbers: new Set(["+13055550100"]),
    ...change,
  });

describe("what other extensions are told of numbers", () => {
  it("is what is documented, and nothing else", () => {
    const defaultNumber = { account: "first", number: "+13055550100" };
    expect(exportedNumbers({ accounts: [entry()] }, { defaultNumber })).toEqual({
      complete: true,
      numbers: [
        {
          number: "+13055550100",
          label: "Support line",
          provider: "contiguity",
          account: { id: "first", label: "acme", production: true, sandbox: false },
          state: "active",
          country: "US",
          features: ["sms", "voice"],
          price: { amount: "19.99", currency: "USD", intervalMonths: 1 },
          nextChargeAt: null,
          endsAt: null,
          isProtected: true,
          isWorkspaceDefault: true,
        },
      ],
    });
  });

  it.each([
    { pending: true },
    { trouble: { kind: "unauthorized" } as const },
    { unreadable: [{ text: null, reason: "odd" }] as never },
  ])("is not called complete where something was not read: %j", (change) => {
    const { complete } = exportedNumbers({ accounts: [entry(change)] }, { defaultNumber: null });
    expect(complete).toBe(false);
  });
});
