import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { exampleOperation } from "../../test/support/example-operation.js";
import { toE164 } from "../domain/phone-number.js";
import { memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-store.js";
import { moveLedger } from "./move.js";
import { createLedger } from "./rules.js";
import type { LedgerStore } from "./store.js";

const { account, identity } = exampleAccount();
const list = identity;
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

/** The same store, with the lengths of what it is given and answers with. */
function sized(store: LedgerStore, sizes: number[]): LedgerStore {
  const note = (value: unknown) => {
    if (Array.isArray(value)) sizes.push(value.length);
  };
  const noting = <View extends object>(view: View): View =>
    Object.fromEntries(
      Object.entries(view).map(([name, call]: [string, (...all: unknown[]) => unknown]) => [
        name,
        async (...values: unknown[]) => {
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
    await records.putList({ list, identity, account, readAt: at, position: 1 });
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
      await records.putLease(list, {
        lease,
        origin: "here",
        price,
        first: null,
        position: 1,
        missed: false,
      });
    }
  });
  return store;
}
