import { describe, expect, it } from "vitest";
import { clockByHand } from "../../test/support/clock-by-hand.js";
import { e164 } from "../../test/support/e164.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { silentAccount } from "../../test/support/silent-account.js";
import { later } from "../../test/support/timing.js";
import { systemClock } from "../clock.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { LeasePage } from "../providers/provider-account.js";
import { createLeaseClient } from "./create-lease-client.js";
import { pagesWithin } from "./answering-within.js";

const lease = exampleLease({ number: e164("+13055550100"), account: "silent" });
const patience = { clock: systemClock, ms: 60_000 };

async function countOf(pages: AsyncIterable<{ readonly leases: readonly unknown[] }>) {
  let count = 0;
  for await (const { leases } of pages) count += leases.length;
  return count;
}

describe("a list whose next page is always there", () => {
  const pages = (wait: () => Promise<void>, page: LeasePage) =>
    async function* () {
      for (;;) {
        await wait();
        yield page;
      }
    };

  it("ends once it has more than any account can have", async () => {
    const leases = Array.from({ length: 100_000 }, () => lease);
    const unread = leases.map(() => ({ text: null, reason: "x" }));
    for (const page of [
      { leases, unread: [] },
      { leases: [], unread },
    ]) {
      const endless = pages(() => Promise.resolve(), page);
      expect(await failureOf(countOf(pagesWithin(patience, undefined, endless)))).toMatchObject({
        kind: "no-answer",
        reason: "unexpected-form",
        detail: "a list without an end",
      });
    }
  });

  it("ends where it has nothing but pages, by the time that it was waited for", async () => {
    const clock = clockByHand();
    const endless = pages(() => clock.pass(90), { leases: [], unread: [] });
    expect(
      await failureOf(countOf(pagesWithin({ clock, ms: 100 }, undefined, endless))),
    ).toMatchObject({ kind: "no-answer", reason: "timed-out" });
  });

  it("is not ended by a reader who takes time over each page", async () => {
    const clock = clockByHand();
    const ten = async function* () {
      for (let page = 0; page < 10; page += 1) yield { leases: [lease], unread: [] };
    };
    let count = 0;
    for await (const _page of pagesWithin({ clock, ms: 100 }, undefined, ten)) {
      await clock.pass(1000);
      count += 1;
    }
    expect(count).toBe(10);
  });
});

describe("a page with something of its adapter's own beside its lists", () => {
  it.each([1, 25_000])("is given whole, with %i numbers", async (size) => {
    const leases = Array.from({ length: size }, () => lease);
    for (const own of [7, null, undefined, "next", { at: 1 }]) {
      const page = async function* () {
        yield { leases, unread: [], own };
      };
      expect(await countOf(pagesWithin(patience, undefined, page))).toBe(size);
    }
  });
});

describe("a page that has more than a call takes arguments", () => {
  const leases = Array.from({ length: 130_000 }, (_, index) => ({
    ...lease,
    number: e164(`+1305${String(index).padStart(7, "0")}`),
  }));
  const account = silentAccount({
    list: async function* () {
      yield { leases, unread: leases.map(() => ({ text: null, reason: "x" })) };
    },
  });
  const client = () =>
    createLeaseClient({ accounts: [account], ledger: memoryLedger(), timing: later });

  it("is listed whole", async () => {
    const counts = { items: 0, unread: 0 };
    for await (const event of client().list()) {
      if (event.kind === "items") counts.items += event.items.length;
      else if (event.kind === "unread") counts.unread += event.unread.length;
      else expect(event.kind).toBe("complete");
    }
    expect(counts).toEqual({ items: 130_000, unread: 130_000 });
  });
});
