import {
  type Operation,
  type OperationResult,
  createLeaseClient,
  memoryLedger,
} from "@leaseline/core";
import { describe, expect, it } from "vitest";
import type { StoredAccount } from "../accounts/account.js";
import type { AccountGroup } from "../accounts/account-group.js";
import {
  exampleActions,
  exampleLease,
  exampleOperation,
  exampleAccount,
} from "../../test/support/examples.js";
import {
  type ScriptedPrompts,
  scriptedPrompts,
} from "../../test/support/integration/scripted-prompts.js";
import { createFollowUp } from "./follow-up.js";

const first = exampleAccount({ label: "first" });
const nobody = () => Promise.reject(new Error("nobody is asked"));
const nobodys = createLeaseClient({ accounts: [], ledger: memoryLedger() });

/** A window in which operations take the steps that a test says. */
function window(here: readonly StoredAccount[] = [first]) {
  let accounts = here;
  let last: Operation | null = null;
  const reading = { meanwhile: () => {} };
  const find = async () => {
    const found = last;
    reading.meanwhile();
    return found;
  };
  const ledger = { ...memoryLedger(), find };
  const group: AccountGroup = {
    ledger,
    isShared: false,
    accounts: () => accounts,
    connect: async () => ({ client: nobodys, identities: new Map(), troubles: new Map() }),
    renew: () => {},
    close: nobody,
  };
  const waits: { text: string; over: boolean }[] = [];
  const prompts: ScriptedPrompts = {
    ...scriptedPrompts(),
    waiting: (text, done) => {
      const wait = { text, over: false };
      waits.push(wait);
      void done.then(() => (wait.over = true));
    },
  };
  const followUp = createFollowUp({
    accounts: { groups: () => [group], groupWith: async () => group },
    prompts,
    actions: exampleActions,
    signal: new AbortController().signal,
  });
  /** Another window takes it. */
  const stepElsewhere = (change: Partial<Operation>) => {
    last = exampleOperation(change);
  };
  const step = (change: Partial<Operation>) => {
    stepElsewhere(change);
    followUp.heard(exampleOperation(change));
  };
  const remove = () => (accounts = []);
  const { texts: told, told: notices } = prompts;
  const offered = () => notices.flatMap(({ actions }) => actions.map(({ label }) => label));
  return { followUp, step, stepElsewhere, reading, told, offered, waits, remove };
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
    const settled = await followUp.during(lease.number, async () => {
      step({ state: "sent" });
      step({ state: "committed", lease });
      return committed;
    });
    expect(settled).toMatchObject({ kind: "committed" });
    expect([told, waits]).toEqual([[], []]);
  });

  it("is told that it is being checked, and then the verdict in its place, once", async () => {
    const { followUp, step, told, waits } = window();
    await followUp.during(lease.number, async () => {
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
    await followUp.during(lease.number, async () => {
      step({ state: "unknown" });
      step({ state: "committed", lease });
      return unknown;
    });
    expect(told).toEqual(["+1 305 555 0100 was leased after all, once."]);
    expect(waits).toEqual([]);
  });

  it("is told the verdict that another window has found", async () => {
    const { followUp, stepElsewhere, told, waits } = window();
    await followUp.during(lease.number, async () => unknown);
    await followUp.look();
    expect(told).toEqual([]);
    stepElsewhere({ state: "committed", lease });
    await followUp.look();
    await followUp.look();
    expect(told).toEqual(["+1 305 555 0100 was leased after all, once."]);
    await expect.poll(() => waits.map(({ over }) => over)).toEqual([true]);
  });
});

describe("what is checked when its account is removed", () => {
  const checked = async () => {
    const one = window();
    await one.followUp.during(lease.number, async () => unknown);
    one.stepElsewhere({ state: "unknown" });
    await one.followUp.look();
    expect(one.waits.map(({ over }) => over)).toEqual([false]);
    one.remove();
    await one.followUp.look();
    return one;
  };

  it("is not said to be checked any more, and where that can be done", async () => {
    const { followUp, told, offered, waits } = await checked();
    expect(waits.map(({ over }) => over)).toEqual([true]);
    expect(told).toEqual([
      "Whether +1 305 555 0100 was leased could not be found out. It may have been leased, and be charged for. It is of an account that is not connected here, and can only be asked about through it: add that account.",
    ]);
    expect(offered()).toEqual(["Add Account", "Show"]);
    await followUp.look();
    expect(told).toHaveLength(1);
  });

  it("is told of once somebody else has found it out", async () => {
    const { step, told } = await checked();
    step({ state: "committed", lease });
    expect(told.at(-1)).toBe("+1 305 555 0100 was leased after all, once.");
  });
});

describe("a verdict that comes while the ledger is read", () => {
  const after = (told: readonly string[]) =>
    expect(told).toEqual(["+1 305 555 0100 was leased after all, once."]);

  it("is the last that is told where others look", async () => {
    const { followUp, step, stepElsewhere, reading, told } = window();
    await followUp.during(lease.number, async () => unknown);
    stepElsewhere({ state: "absent" });
    reading.meanwhile = () => step({ state: "committed", lease });
    await followUp.look();
    after(told);
  });

  it("is the last that is told to somebody who waits", async () => {
    const { followUp, step, stepElsewhere, reading, told } = window();
    stepElsewhere({ state: "absent" });
    reading.meanwhile = () => step({ state: "committed", lease });
    await followUp.during(lease.number, async () => unknown);
    after(told);
  });
});

describe("an operation that nobody waits for", () => {
  it("is told of when it is settled, and when nobody can settle it", async () => {
    const { step, told } = window();
    step({ state: "unknown" });
    expect(told).toEqual([]);
    step({ state: "needs-attention" });
    await expect.poll(() => told).toHaveLength(1);
    step({ state: "committed", lease });
    expect(told).toHaveLength(2);
  });

  it("is not asked about where there is none", async () => {
    await expect(window().followUp.resume()).resolves.toBeUndefined();
  });
});

describe("a person about what nobody could find out", () => {
  it("may check again where its account is here", async () => {
    const { step, offered } = window();
    step({ state: "needs-attention" });
    await expect.poll(offered).toEqual(["Check Again", "Show"]);
  });

  it("may add the account where it is not, and no more", async () => {
    const { step, offered } = window([]);
    step({ state: "needs-attention" });
    await expect.poll(offered).toEqual(["Add Account", "Show"]);
  });
});
