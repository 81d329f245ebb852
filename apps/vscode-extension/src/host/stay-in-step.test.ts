import { LeaseError, memoryLedger } from "@leaseline/core";
import { type Sandbox, startSandbox } from "@leaseline/sandbox";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createAccountGroup } from "../accounts/account-group.js";
import { connectAccount } from "../accounts/connect-account.js";
import { createLeaseList } from "../leases-view/lease-list.js";
import { stayInStep } from "./stay-in-step.js";
import { exampleAccount, exampleGroupTools } from "../../test/support/examples.js";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const account = exampleAccount({ id: "mine", label: "mine", sandbox: true });

describe("a window", () => {
  it("reads again what one reading has found away, though who follows the ledger has noticed nothing", async () => {
    const ledger = memoryLedger();
    let isAway = false;
    // As the way to a database may be, for as long as one question takes and the next does not.
    const lists = async () => {
      if (isAway) throw new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
      return ledger.lists();
    };
    const group = createAccountGroup({
      ledger: { ...ledger, lists },
      accounts: () => [account],
      open: async ({ id }) => {
        const { contiguity, sinch } = sandbox;
        const keys = { provider: "contiguity", apiKey: contiguity.apiKey } as const;
        const provider = connectAccount(id, keys, { contiguity, sinch }, { onExchange: () => {} });
        return { kind: "open", provider };
      },
      ...exampleGroupTools,
    });
    const groups = () => [group];
    const list = createLeaseList({ list: () => [account], groups });
    const closing = new AbortController();
    const wrong: unknown[] = [];
    let resumed = 0;
    stayInStep({
      accounts: { groups, onChange: () => {} },
      list,
      followUp: { look: async () => {}, resume: async () => void (resumed += 1) },
      tellNotices: async () => {},
      signal: closing.signal,
      log: { error: (_, error) => void wrong.push(error) },
      report: (error) => void wrong.push(error),
    });
    await list.load();

    isAway = true;
    await list.look();
    expect(list.now.ledgerProblem?.failure).toMatchObject({ reason: "unreachable" });
    const before = sandbox.control.requests().length;
    const resumedBefore = resumed;
    isAway = false;
    await new Promise<void>((back) => {
      list.onChange(() => list.now.ledgerProblem ?? back());
    });
    await list.whole();
    expect(resumed).toBe(resumedBefore + 1);
    // What could not be had meanwhile is read, once.
    await expect.poll(() => sandbox.control.requests().length).toBe(before + 1);
    closing.abort();
    await group.close();
    expect(wrong).toEqual([]);
  });

  it("tells of its numbers again now and then, as what ends soon does so by time alone", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const list = createLeaseList({ list: () => [account], groups: () => [] });
    const closing = new AbortController();
    stayInStep({
      accounts: { groups: () => [], onChange: () => {} },
      list,
      followUp: { look: async () => {}, resume: async () => {} },
      tellNotices: async () => {},
      signal: closing.signal,
      log: { error: () => {} },
      report: () => {},
    });
    let told = 0;
    list.onChange(() => (told += 1));
    for (const hours of [1, 2]) {
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(told).toBe(hours);
    }
    closing.abort();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(told).toBe(2);
  });
});
