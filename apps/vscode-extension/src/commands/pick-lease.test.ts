import { expect, it } from "vitest";
import {
  e164,
  exampleAccount,
  exampleActions,
  exampleEntry,
  exampleLease,
  exampleOperation,
} from "../../test/support/examples.js";
import { escape, scriptedPrompts } from "../../test/support/integration/scripted-prompts.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import { pickLease } from "./pick-lease.js";
import { pickOperation } from "./pick-operation.js";

/** As during a move between two accounts: both hold it, and both may be asked about it. */
const number = e164("+13055550100");

/** The headings in the lists of numbers that are asked for one. */
async function headings(...labels: readonly string[]) {
  const accounts = labels.map((label) => {
    const account = exampleAccount({ id: label, label });
    const held = { account: account.id, number };
    const operations = [exampleOperation({ ...held, state: "unknown" })];
    return exampleEntry({ account, leases: [exampleLease(held)], operations });
  });
  const now = {
    accounts,
    leases: accounts.flatMap(({ leases }) => leases),
    unread: 0,
    orphans: [],
  };
  const list = { now, whole: async () => {}, look: async () => {} } as unknown as LeaseList;
  const prompts = scriptedPrompts(escape, escape);
  const tools = { prompts, list, actions: exampleActions, locale: "en" };
  await pickLease(null, "Copy Number", tools);
  await pickOperation(null, "Check Again", tools);
  prompts.check();
  return prompts.picks.map(({ choices }) => Array.from(choices as never[], ({ group }) => group));
}

it("tells numbers of several accounts apart by the account", async () => {
  expect(await headings("acme", "other")).toEqual([
    ["Contiguity · acme", "Contiguity · other"],
    ["Contiguity · acme", "Contiguity · other"],
  ]);
  expect(await headings("acme")).toEqual([[undefined], [undefined]]);
});
