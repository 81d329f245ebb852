import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { exampleOperation } from "../../test/support/example-operation.js";
import { toE164 } from "../domain/phone-number.js";
import { memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-store.js";
import { moveLedger } from "./move.js";
import type { LedgerStore } from "./store.js";

const { account, identity } = exampleAccount();
const list = identity;
const at = "2026-11-26T12:00:00.000Z";
const many = 2001;

// A database ends a transaction that asks nothing of it for some seconds. However much there is to move, and however
// slow the machine: what is done between two questions must not grow with it.
it("never has more at hand than a few hundred records", async () => {
  const sizes: number[] = [];
  const [source, target] = [memoryRecords(), memoryRecords()].map((records) =>
    sized(memoryStore(records), sizes),
  );
  if (!source || !target) throw new Error("there are two");
  await fill(source);
  sizes.length = 0;
  const copied = await moveLedger(source, target, { to: "another://ledger" });
  expect(copied).toMatchObject({ operations: many, leases: many });
  // Of 500 operations, the names under which each may have booked something.
  expect(Math.max(...sizes)).toBe(1000);
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

async function fill(store: LedgerStore): Promise<void> {
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
}
