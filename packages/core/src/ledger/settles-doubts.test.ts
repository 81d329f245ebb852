import { expect, it } from "vitest";
import type { AccountIdentity } from "../domain/account.js";
import type { E164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import { memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-store.js";
import { createLedger } from "./rules.js";
import type { LedgerStore } from "./store.js";

const identity = "example||a" as AccountIdentity;
// Branded by their form.
const [number, another] = ["+12025550123", "+13055550101"] as unknown as [E164, E164];
const wish = {
  kind: "lease",
  identity,
  account: "a",
  number,
  price: null,
  lease: null,
  key: null,
} as const;

it("ends a claim whose answer was lost and that could not be read back, with the next transaction", async () => {
  const records = memoryRecords();
  const store = memoryStore(records);
  let away = false;
  const lost = () => new LeaseError({ kind: "ledger-unavailable", reason: "unreachable" });
  const cut: LedgerStore = {
    ...store,
    write: async (work) => {
      const result = await store.write(work);
      if (away) throw lost();
      return result;
    },
    read: (work) => (away ? Promise.reject(lost()) : store.read(work)),
  };
  const ledger = createLedger(cut);
  away = true;
  await expect(ledger.claim(wish)).rejects.toThrow(LeaseError);
  away = false;
  // It stands there, and nobody carries it out.
  const [stuck] = await ledger.operations();
  expect(stuck).toMatchObject({ number, state: "claimed", sender: ledger.session });
  expect((await ledger.claim({ ...wish, number: another })).kind).toBe("claimed");
  expect(await ledger.find(stuck?.id ?? "")).toMatchObject({ state: "not-sent" });
  expect((await ledger.claim(wish)).kind).toBe("claimed");
});
