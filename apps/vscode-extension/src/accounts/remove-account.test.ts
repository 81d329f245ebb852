import { type AccountIdentity, memoryLedger } from "@leaseline/core";
import { expect, it } from "vitest";
import { exampleLease, exampleAccount } from "../../test/support/examples.js";
import { removeAccount } from "./remove-account.js";

const account = exampleAccount({ id: "work", label: "Work", revision: "1" });

const identity = "contiguity|https://api.contiguity.com|key:1" as AccountIdentity;
const lease = exampleLease({ account: account.id });

it.each([
  { isShared: false, counted: [] },
  { isShared: true, counted: [lease.price?.recurring] },
])(
  "drops what is known of an account and says so, but in a ledger that counts for others too (shared: $isShared)",
  async ({ isShared, counted }) => {
    const ledger = memoryLedger();
    const removed: string[] = [];
    let asked = "";
    await ledger.keepList({ identity, account: account.id }, [lease], 0);
    const isRemoved = await removeAccount(account, {
      prompts: {
        confirm: async ({ detail }) => {
          asked = detail.join(" ");
          return true;
        },
        tell: () => {},
      },
      store: { remove: async (id) => void removed.push(id) },
      group: { ledger, isShared },
    });
    expect([isRemoved, removed]).toEqual([true, ["work"]]);
    expect((await ledger.spending()).running).toEqual(counted);
    expect(asked.includes("The limits on this machine do not count")).toBe(!isShared);
  },
);

it("tells that an account was not removed, and keeps what is known of it, where its keys cannot be deleted", async () => {
  const ledger = memoryLedger();
  const told: string[] = [];
  await ledger.keepList({ identity, account: account.id }, [lease], 0);
  const isRemoved = await removeAccount(account, {
    prompts: { confirm: async () => true, tell: ({ text }) => void told.push(text) },
    store: { remove: () => Promise.reject(new Error("The keyring is locked.")) },
    group: { ledger, isShared: false },
  });
  expect([isRemoved, told.length]).toEqual([false, 1]);
  expect(told[0]).toMatch(
    /^Contiguity · Work was not removed\. The editor's secret storage did not delete the key\./,
  );
  expect(await ledger.lists()).toHaveLength(1);
});
