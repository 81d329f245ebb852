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
import type { Choice } from "../prompts/prompts.js";
import { pickLease } from "./pick-lease.js";
import { pickOperation } from "./pick-operation.js";

/** As during a move between two accounts: both hold it, and both may be asked about it. */
const number = e164("+13055550100");

/** The rows of the lists that ask for a number. */
async function rows(...labels: readonly string[]) {
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
  return prompts.picks.map(({ choices }) => choices as readonly Choice<unknown>[]);
}

it("tells numbers of several accounts apart by the account", async () => {
  const headings = async (...labels: readonly string[]) =>
    (await rows(...labels)).map((list) => list.map(({ group }) => group));
  const both = ["Contiguity · acme", "Contiguity · other"];
  expect(await headings("acme", "other")).toEqual([both, both]);
  expect(await headings("acme")).toEqual([[undefined], [undefined]]);
});

it("has each number as it is copied, too, which the editor finds in a row and not across spaces", async () => {
  for (const [row] of await rows("acme")) expect(row?.description).toMatch(/ · \+13055550100$/);
});
