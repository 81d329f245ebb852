import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { exampleOperation } from "../../test/support/example-operation.js";
import type { Lease } from "../domain/lease.js";
import { toE164 } from "../domain/phone-number.js";
import { memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-ledger.js";
import { moveLedger } from "./move.js";
import type { Ledger } from "./ledger.js";
import { createLedger } from "./rules.js";
import type { LedgerStore } from "./store.js";

const { account, identity } = exampleAccount();
const list = identity;
const anotherIdentity = exampleAccount({ account: "b" }).identity;
const at = "2026-11-26T12:00:00.000Z";
const many = 2001;

// A database ends a transaction that asks nothing of it for some seconds. However much a ledger holds, and however
// slow the machine: what is done between two questions must not grow with it.

it("is moved a few hundred records at a time", async () => {
  const sizes: number[] = [];
  const source = sized(await filled(), sizes);
  const target = sized(memoryStore(memoryRecords()), sizes);
  const copied = await moveLedger(source, target, { to: "another://ledger" });
  expect(copied).toMatchObject({ operations: many, leases: many });
  // Of 500 operations, the names under which each may have booked something.
  expect(Math.max(...sizes)).toBe(1000);
});

it("is read a thousand records at a time", async () => {
  const sizes: number[] = [];
  const ledger = createLedger(sized(await filled(), sizes));
  expect(await ledger.operations()).toHaveLength(many);
  expect((await ledger.lists())[0]?.leases).toHaveLength(many);
  expect(Math.max(...sizes)).toBe(1000);
});

it("takes in a list without reading what was done on its account since the beginning", async () => {
  const sizes: number[] = [];
  const ledger = createLedger(sized(await filled(), sizes));
  const [known] = await ledger.lists();
  sizes.length = 0;
  await ledger.keepList({ account, identity }, known?.leases.map(({ lease }) => lease) ?? [], many);
  // The leases that it knows, twice which lists there are, and nothing that was ever done.
  expect(sizes.reduce((sum, size) => sum + size)).toBe(many + 2);
});

// Everybody else waits until it has written: a database a network away is asked about many at a time.
it.for<[string, (ledger: Ledger, known: readonly Lease[]) => Promise<unknown>]>([
  ["an account that is forgotten", (ledger) => ledger.forget({ account, identity })],
  [
    "an account that has another key",
    (ledger) => ledger.succeed({ account, identity }, { account, identity: anotherIdentity }),
  ],
  ["a list that lacks them", (ledger) => ledger.keepList({ account, identity }, [], many)],
  [
    "two lists that lack them",
    async (ledger) => {
      for (const _ of ["first", "next"])
        await ledger.keepList({ account, identity }, [], await ledger.position());
    },
  ],
  [
    "a list in which they are released",
    (ledger, known) =>
      ledger.keepList(
        { account, identity },
        known.map((lease) => ({ ...lease, state: "releasing" as const })),
        many,
      ),
  ],
  [
    "a first list that says no price",
    (ledger, known) =>
      ledger.keepList(
        { account: "b", identity: anotherIdentity },
        known.map((lease) => ({ ...lease, price: null })),
        many,
      ),
  ],
])("asks a few dozen times about 2,001 numbers of %s", async ([, change]) => {
  const sizes: number[] = [];
  const asked: string[] = [];
  const ledger = createLedger(sized(await filled(), sizes, asked));
  const [known] = await ledger.lists();
  const leases = known?.leases.map(({ lease }) => lease) ?? [];
  asked.length = 0;
  await change(ledger, leases);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.length).toBeLessThan(80);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(many);
});

/** The same store, with the lengths of what it is given and answers with, and the names of what it is asked. */
function sized(store: LedgerStore, sizes: number[], asked: string[] = []): LedgerStore {
  const note = (value: unknown) => {
    if (Array.isArray(value)) sizes.push(value.length);
  };
  const noting = <View extends object>(view: View): View =>
    Object.fromEntries(
      Object.entries(view).map(([name, call]: [string, (...all: unknown[]) => unknown]) => [
        name,
        async (...values: unknown[]) => {
          asked.push(name);
          for (const value of values) note(value);
          const answer = await call(...values);
          note(answer);
          return answer;
        },
      ]),
    ) as View;
  return {
    ...store,
    read: (work) => store.read((view) => work(noting(view))),
    write: (work) => store.write((records) => work(noting(records))),
  };
}

async function filled(): Promise<LedgerStore> {
  const store = memoryStore(memoryRecords());
  await store.write(async (records) => {
    await records.putList({ list, identity, account, readAt: at, isWhole: true, position: 1 });
    for (let index = 0; index < many; index += 1) {
      const number = toE164(`+1212${5_000_000 + index}`);
      if (!number) throw new Error(`${index} makes no number`);
      const lease = exampleLease({ number, account });
      const operation = exampleOperation({
        id: `operation ${index}`,
        kind: "lease",
        number,
        state: "committed",
        lease,
      });
      await records.insertOperation(operation, await records.advance());
      const { price } = lease;
      await records.putLeases(list, [
        { lease, origin: "here", price, first: null, position: 1, missed: false },
      ]);
    }
  });
  return store;
}
