import { describe, expect, it, vi } from "vitest";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { e164 } from "../../test/support/e164.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { soon } from "../../test/support/timing.js";
import { failureSentence } from "../errors/describe-failure.js";
import { outcomeUnknown, spentBy } from "../errors/lease-failure.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Operation } from "../ledger/operation.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { memoryRecords } from "../ledger/memory-records.js";

const sandbox = await sharedSandbox();
const { client, control, writes } = clientStage(sandbox);

describe.each(providers)("a ledger that loses the record of a lease at $account", (provider) => {
  const { account, leaseRequest } = provider;
  const number = e164(provider.numbers.plain);

  it("tells whoever waits for it that money may have been spent, and what to do", async () => {
    const records = memoryRecords();
    const [one, two] = [memoryLedger(records), memoryLedger(records)];
    const sender = client({ ledger: one });
    const quote = await sender.quote(account, number);
    control.hold(leaseRequest);
    const leased = sender.lease(quote);
    await expect.poll(writes).toBe(1);
    const joiner = client({ ledger: two });
    const looks = [vi.spyOn(two, "find"), vi.spyOn(one, "operations")];
    const joined = failureOf(joiner.lease(quote));
    const reconciled = sender.reconcile();
    await expect.poll(() => looks.every(({ mock }) => mock.settledResults.length > 0)).toBe(true);
    records.operations.clear();
    const failure = await joined;
    expect(failure).toMatchObject({ kind: "outcome-unknown", reason: "record-lost" });
    expect(spentBy(failure)).toBe("unknown");
    expect(failureSentence(failure)).toMatch(/lost the record.*may have been spent.*Look among/);
    control.letGo();
    // Who has sent it has heard what became of it.
    expect(await leased).toMatchObject({ kind: "committed", how: "answered" });
    const [lost] = await reconciled;
    expect(lost).toMatchObject({ state: "needs-attention", failure });
    // The ledger does not have it: to ask again and to give it up would come to nothing.
    expect(lost && sender.waysOut(lost)).toEqual([]);
    expect(writes()).toBe(1);
  });

  it("settles the others all the same, and tells of that one", async () => {
    const records = memoryRecords();
    const before = memoryLedger(records);
    const sender = client({ ledger: before });
    const [first, second] = [number, e164(provider.numbers.staysActive)];
    for (const one of [first, second]) {
      const quote = await sender.quote(account, one);
      control.fault(leaseRequest, { html: true });
      expect(await sender.lease(quote)).toMatchObject({ kind: "unknown" });
    }
    await sender.close();
    await before.close();
    // As a request that arrives late.
    const late = client();
    await late.lease(await late.quote(account, second));
    const ledger = memoryLedger(records);
    const losing: Ledger = {
      ...ledger,
      operations: async (filter) => {
        const all = await ledger.operations(filter);
        for (const { id, number: of } of all) if (of === first) records.operations.delete(id);
        return all;
      },
    };
    const next = client({ ledger: losing, timing: soon });
    const told: Operation[] = [];
    next.onChange((operation) => void told.push(operation));
    const reconciled = await next.reconcile();
    const byNumber = new Map(reconciled.map((operation) => [operation.number, operation]));
    expect(byNumber.get(first)).toMatchObject({
      state: "needs-attention",
      failure: { reason: "record-lost" },
    });
    expect(byNumber.get(second)).toMatchObject({ state: "committed", how: "seen" });
    expect(told).toContainEqual(byNumber.get(first));
  });

  /** A lease whose answer is held back, and its operation. */
  const sending = async () => {
    const records = memoryRecords();
    const sender = client({ ledger: memoryLedger(records) });
    const quote = await sender.quote(account, number);
    control.hold(leaseRequest);
    const leased = sender.lease(quote);
    await expect.poll(writes).toBe(1);
    const [sent] = [...records.operations.values()];
    if (!sent) throw new Error("there is no operation");
    return { records, sender, leased, sent };
  };

  it("tells whoever has sent it what was answered, though a person has given up what was left of it", async () => {
    const { records, sender, leased, sent } = await sending();
    // As another window leaves it that has taken it for one whose sender is gone.
    records.operations.set(sent.id, {
      ...sent,
      state: "unknown",
      failure: outcomeUnknown("interrupted"),
    });
    await sender.abandon(sent.id);
    control.letGo();
    expect(await leased).toMatchObject({ kind: "committed", how: "answered", lease: { number } });
    expect(writes()).toBe(1);
  });

  it("writes down what was answered where the mark alone was lost", async () => {
    const { records, sender, leased, sent } = await sending();
    records.operations.set(sent.id, { ...sent, state: "claimed", order: null });
    control.letGo();
    expect(await leased).toMatchObject({ kind: "committed", how: "answered", lease: { number } });
    expect(await sender.operations()).toMatchObject([{ id: sent.id, state: "committed" }]);
    expect(writes()).toBe(1);
  });

  it("has nothing sent where that happens before the mark, and says so", async () => {
    const records = memoryRecords();
    const ledger = memoryLedger(records);
    const losing: Ledger = {
      ...ledger,
      claim: async (request, caps) => {
        const claim = await ledger.claim(request, caps);
        records.operations.clear();
        return claim;
      },
    };
    const leases = client({ ledger: losing });
    const failure = await failureOf(leases.lease(await leases.quote(account, number)));
    expect(failure).toEqual({ kind: "not-sent", reason: "claim-lost" });
    expect(writes()).toBe(0);
  });
});
