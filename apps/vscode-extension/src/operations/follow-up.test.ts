import { type Operation, type OperationResult, memoryLedger } from "@leaseline/core";
import { describe, expect, it } from "vitest";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import { createLeaseList } from "../leases-view/lease-list.js";
import type { Prompts } from "../prompts/prompts.js";
import { exampleLease, exampleOperation } from "../../test/support/examples.js";
import { createFollowUp } from "./follow-up.js";

const nobody = () => Promise.reject(new Error("nobody is asked"));
const nothing = () => {};
const actions: LeaseActions = {
  copy: nothing,
  search: nothing,
  leaseAgain: nothing,
  releaseAgain: nothing,
  checkAgain: nothing,
  showView: nothing,
  openSettings: nothing,
  addAccount: nothing,
  openUrl: nothing,
  showLog: nothing,
};

/** A window in which operations take the steps that a test says. */
function window() {
  const listeners: ((operation: Operation) => void)[] = [];
  const accounts: Accounts = {
    list: () => [],
    find: () => null,
    connect: nobody,
    changed: nothing,
    ledger: memoryLedger(),
    onOperation: (listener) => void listeners.push(listener),
  };
  const told: string[] = [];
  const waits: { text: string; over: boolean }[] = [];
  const prompts: Prompts = {
    pick: nobody,
    type: nobody,
    confirm: nobody,
    progress: (_title, work) => work(),
    tell: ({ text }) => void told.push(text),
    waiting: (text, done) => {
      const wait = { text, over: false };
      waits.push(wait);
      void done.then(() => (wait.over = true));
    },
  };
  const followUp = createFollowUp({
    accounts,
    list: createLeaseList(accounts),
    prompts,
    actions,
    signal: new AbortController().signal,
    onError: nothing,
  });
  const step = (change: Partial<Operation>) => {
    for (const listener of listeners) listener(exampleOperation(change));
  };
  return { followUp, step, told, waits };
}

const lease = exampleLease();
const unknown: OperationResult = {
  kind: "unknown",
  operation: exampleOperation(),
  failure: { kind: "outcome-unknown", reason: "timed-out", status: null, detail: null },
};
const committed: OperationResult = {
  kind: "committed",
  operation: exampleOperation({ state: "committed", lease }),
  lease,
  how: "answered",
  already: false,
  costsMore: false,
};

describe("somebody who waits for a lease", () => {
  it("is left to tell what is known by then", async () => {
    const { followUp, step, told, waits } = window();
    const settled = await followUp.during(lease, async () => {
      step({ state: "sent" });
      step({ state: "committed", lease });
      return committed;
    });
    expect(settled).toMatchObject({ kind: "committed", joined: false });
    expect([told, waits]).toEqual([[], []]);
  });

  it("is told that it is being checked, and then the verdict in its place, once", async () => {
    const { followUp, step, told, waits } = window();
    await followUp.during(lease, async () => {
      step({ state: "sent" });
      step({ state: "unknown" });
      return unknown;
    });
    expect(waits).toEqual([{ text: "Checking whether +1 305 555 0100 was leased…", over: false }]);
    expect(told).toEqual([]);
    step({ state: "absent" });
    step({ state: "absent" });
    await Promise.resolve();
    expect(told).toEqual([
      "+1 305 555 0100 seems not to be leased: the provider does not show it.",
    ]);
    await expect.poll(() => waits.map(({ over }) => over)).toEqual([true]);
  });

  it("is told the verdict at once, when it comes before the doubt does", async () => {
    const { followUp, step, told, waits } = window();
    await followUp.during(lease, async () => {
      step({ state: "unknown" });
      step({ state: "committed", lease });
      return unknown;
    });
    expect(told).toEqual(["+1 305 555 0100 was leased after all, once."]);
    expect(waits).toEqual([]);
  });

  it("learns that another window had begun it", async () => {
    const { followUp } = window();
    expect(await followUp.during(lease, async () => committed)).toMatchObject({ joined: true });
  });
});

describe("an operation that nobody waits for", () => {
  it("is told of when it is settled, and when nobody can settle it", () => {
    const { step, told } = window();
    step({ state: "unknown" });
    expect(told).toEqual([]);
    step({ state: "needs-attention" });
    step({ state: "committed", lease });
    expect(told).toHaveLength(2);
  });

  it("is not asked about where there is none", async () => {
    await expect(window().followUp.resume()).resolves.toBeUndefined();
  });
});
