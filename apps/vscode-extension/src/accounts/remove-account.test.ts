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
  "drops what is known of an account, but in a ledger that counts for others too (shared: $isShared)",
  async ({ isShared, counted }) => {
    const ledger = memoryLedger();
    const removed: string[] = [];
    await ledger.keepList({ identity, account: account.id }, [lease], 0);
    const isRemoved = await removeAccount(account, {
      prompts: { confirm: async () => true },
      store: { remove: async (id) => void removed.push(id) },
      group: { ledger, isShared },
    });
    expect([isRemoved, removed]).toEqual([true, ["work"]]);
    expect((await ledger.spending()).running).toEqual(counted);
  },
);
