import { describe, expect, it } from "vitest";
import { e164 } from "../../test/support/e164.js";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { exampleOperation } from "../../test/support/example-operation.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import { later } from "../../test/support/timing.js";
import { systemClock } from "../clock.js";
import { outcomeUnknown } from "../errors/lease-failure.js";
import type { Ledger } from "../ledger/ledger.js";
import { createContext } from "./context.js";
import { type CompleteList, beforeLists, keepCompleteList } from "./read-lists.js";

describe.each(ledgerKinds)("a list that is taken in, with a ledger $name", ({ start }) => {
  const account = exampleAccount();
  const { identity } = account;
  const number = e164("+13055550100");
  const lease = exampleLease({ number, account: account.account });

  const begun = async (ledger: Ledger, kind: "lease" | "release") => {
    const like = exampleOperation({ kind, number, state: "claimed" });
    const claim = await ledger.claim({ ...like, identity });
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    const { id } = claim.operation;
    await ledger.record(id, { kind: "sent" });
    return id;
  };
  /** A list that has the number, taken in where `meanwhile` happens between the look at its operation and the verdict. */
  const takenIn = async (
    ledger: Ledger,
    meanwhile: () => Promise<unknown>,
    { leases = [lease], unread = [] }: Partial<CompleteList> = {},
  ) => {
    const context = createContext({
      ledger: {
        ...ledger,
        find: async (id) => {
          const found = await ledger.find(id);
          await meanwhile();
          return found;
        },
      },
      clock: systemClock,
      caps: [],
      timing: later,
      accounts: [account],
    });
    const before = await beforeLists(context);
    return keepCompleteList(context, account, { leases, unread }, before);
  };
  const absent = async (ledger: Ledger) => {
    const id = await begun(ledger, "lease");
    await ledger.record(id, { kind: "unknown", failure: outcomeUnknown("not-seen") });
    await ledger.record(id, { kind: "absent" });
    return id;
  };

  it("revises what was called absent", async () => {
    const ledger = start()();
    const id = await absent(ledger);
    expect(await takenIn(ledger, async () => {})).toMatchObject([{ id, state: "committed" }]);
  });

  it.each(["releasing", "released"] as const)(
    "revises it by what has no end, where the list tells of the number as %s as well",
    async (state) => {
      const ledger = start()();
      const id = await absent(ledger);
      const revised = await takenIn(ledger, async () => {}, {
        leases: [{ ...lease, state }, lease],
      });
      expect(revised).toMatchObject([{ id, state: "committed", lease: { state: "active" } }]);
      expect((await ledger.spending()).running).toHaveLength(1);
    },
  );

  it.each([
    [["72345", "0100"], 1],
    [["72345", "0101"], 0],
  ])("keeps a number that one of what it cannot read, %j, may be: %d", async (texts, kept) => {
    const ledger = start()();
    await takenIn(ledger, async () => {});
    const unread = texts.map((text) => ({ text, reason: "number" }));
    await takenIn(ledger, async () => {}, { leases: [], unread });
    expect((await ledger.lists()).flatMap(({ leases }) => leases)).toHaveLength(kept);
  });

  it("leaves that to a release which has been done in the same moment", async () => {
    const ledger = start()();
    const id = await absent(ledger);
    const released = { ...lease, state: "released" } as const;
    const revised = await takenIn(ledger, async () => {
      const release = await begun(ledger, "release");
      await ledger.record(release, { kind: "committed", lease: released, how: "answered" });
    });
    expect(revised).toEqual([]);
    expect(await ledger.find(id)).toMatchObject({ state: "absent" });
    expect((await ledger.lists()).flatMap(({ leases }) => leases)).toEqual([]);
  });
});
