import { LeaseError } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import {
  exampleAccount,
  exampleActions,
  exampleEntry,
  e164,
  exampleLease,
  exampleOperation,
} from "../../test/support/examples.js";
import { memoryState } from "../../test/support/memory-storage.js";
import {
  type Act,
  escape,
  pick,
  scriptedPrompts,
  type,
} from "../../test/support/integration/scripted-prompts.js";
import type { AccountStore } from "../accounts/account-store.js";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import { createTreeChoices } from "../leases-view/tree-choices.js";
import type { FollowUp } from "../operations/follow-up.js";
import { checkAgainCommand } from "./check-again.js";
import { copyNumberCommand } from "./copy-number.js";
import { productionCommand, renameAccountCommand } from "./edit-account.js";
import { labelCommand } from "./label.js";
import { leaseCommand, leaseIn } from "./lease.js";
import { protectCommand } from "./protect.js";
import { releaseCommand } from "./release.js";
import { setDefaultCommand } from "./set-default.js";
import { showDetailsCommand } from "./show-details.js";
import { stopCheckingCommand } from "./stop-checking.js";
import { addToEnvCommand, insertNumberCommand, insertSnippetCommand } from "./use-number.js";

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

/** What is handed to a command by a row, a toast or another extension that is not up to date. */
const stale = { lease: exampleLease({ account: mine.id }), operation: { id: "settled" } };
const other = exampleLease({ account: mine.id, number: e164("+13055550199") });
const nobody = () => {
  throw new Error("nobody asked for it");
};

const choices = createTreeChoices(memoryState());
type Tools = ReturnType<typeof windowWithOthers>;

/** A window in which another number is leased, and another operation is open. */
function windowWithOthers() {
  const operations = [exampleOperation({ account: mine.id, state: "unknown" })];
  const entry = exampleEntry({ account: mine, leases: [other], operations });
  const now = { accounts: [entry], leases: [other], orphans: [], unread: 0 };
  const whole = async () => {};
  const tools = window();
  return { ...tools, list: { ...tools.list, now, whole } as unknown as LeaseList };
}

describe("a number or an operation that is gone", () => {
  it.each([
    ["release", releaseCommand],
    ["protect", (tools: Tools) => protectCommand(true, tools)],
    ["unprotect", (tools: Tools) => protectCommand(false, tools)],
    ["label", labelCommand],
    ["copy", copyNumberCommand],
    [
      "show",
      (tools: Tools) => showDetailsCommand({ ...tools, copyText: nobody, showPricing: nobody }),
    ],
    ["make the default", (tools: Tools) => setDefaultCommand({ ...tools, choices })],
    ["write", (tools: Tools) => addToEnvCommand({ ...tools, use: nobody })],
    ["insert", (tools: Tools) => insertNumberCommand({ ...tools, use: nobody })],
    ["insert code with", (tools: Tools) => insertSnippetCommand({ ...tools, use: nobody })],
  ])("has no other one take its place: %s", async (_name, command) => {
    const tools = windowWithOthers();
    await command(tools)(stale);
    expect(tools.prompts.texts).toEqual([
      "+1 305 555 0100 is not among the leased numbers. Nothing was done.",
    ]);
    expect(tools.prompts.picks).toEqual([]);
  });

  it.each([
    ["checked again", checkAgainCommand],
    ["given up", stopCheckingCommand],
  ])("has no other one %s in its place", async (_name, command) => {
    const tools = windowWithOthers();
    await command(tools)(stale);
    expect(tools.prompts.texts).toEqual([
      "This is not among the leases and releases whose outcome is not known. Nothing was done.",
    ]);
    expect(tools.prompts.picks).toEqual([]);
  });
});

describe("an account that is removed while somebody is asked about it", () => {
  it.each([
    ["renamed", renameAccountCommand, type("shop")],
    ["marked", productionCommand, pick("Production")],
  ])("is not %s, and that is said", async (_what, command, answer) => {
    const prompts = scriptedPrompts(answer);
    const store = { change: () => null } as unknown as AccountStore;
    await command({ ...window(), prompts, store })({ kind: "account", id: mine.id });
    expect(prompts.texts).toEqual(["There is no such account."]);
  });
});

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
