import { LeaseError } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import {
  exampleAccount,
  exampleActions,
  exampleEntry,
  exampleLease,
  memoryState,
} from "../../test/support/examples.js";
import {
  type Act,
  escape,
  scriptedPrompts,
} from "../../test/support/integration/scripted-prompts.js";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { FollowUp } from "../operations/follow-up.js";
import { labelCommand } from "./label.js";
import { leaseCommand, leaseIn } from "./lease.js";
import { protectCommand } from "./protect.js";
import { releaseCommand } from "./release.js";

const [mine, gone] = [exampleAccount({ id: "mine" }), exampleAccount({ id: "gone" })];
const lease = exampleLease({ account: gone.id });
const row = { lease };

/** A window that still shows a number of an account which another window has just removed. */
function window(...script: readonly Act[]) {
  const find = (id: string) => (id === mine.id ? mine : null);
  const now = { accounts: [exampleEntry({ account: gone, leases: [lease] })], leases: [lease] };
  const list = { now, look: async () => {}, load: async () => {} };
  return {
    prompts: scriptedPrompts(...script),
    // Nothing gets as far as to what is left out.
    accounts: { list: () => [mine], find } as unknown as Accounts,
    list: list as unknown as LeaseList,
    followUp: {} as FollowUp,
    actions: exampleActions,
    limits: () => ({ kind: "set", caps: [] }) as const,
    reveal: () => {},
    state: memoryState(),
    consent: () => "typeDigits" as const,
    occurrences: async () => ({ kind: "no-workspace" }) as const,
    locale: "en",
  };
}

describe("a number of an account that was removed meanwhile", () => {
  it("is leased in another one, also in the only one, where a person says so alone", async () => {
    const tools = window(escape);
    await leaseCommand(tools)(lease);
    tools.prompts.check();
    expect(tools.prompts.picks.map(({ placeholder }) => placeholder)).toEqual(["Which account?"]);
  });

  it("is not leased, released or protected, and that is said", async () => {
    const tools = window();
    expect(await leaseIn(lease, false, tools)).toBeNull();
    await releaseCommand(tools)(row);
    await protectCommand(true, tools)(row);
    expect(tools.prompts.told).toHaveLength(3);
    for (const { text } of tools.prompts.told) expect(text).toContain("There is no such account.");
  });

  it("is not labelled, and that is said", async () => {
    await expect(labelCommand(window())(row)).rejects.toThrow(LeaseError);
  });
});
