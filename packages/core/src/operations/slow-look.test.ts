import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { exampleAccount } from "../../test/support/example-account.js";
import { createLeaseClient } from "../client/create-lease-client.js";
import type { E164 } from "../domain/phone-number.js";
import { LeaseError } from "../errors/lease-error.js";
import { memoryLedger } from "../ledger/memory-ledger.js";

const lagMs = 100;

it("two lists that agree were read as far apart as reads may lag, however long the first look took", async () => {
  const readAt: number[] = [];
  let looks = 0;
  const account = exampleAccount({
    get: async () => {
      looks += 1;
      if (looks > 1) return { kind: "not-owned" };
      // Fails only after the time of the next look has come.
      await sleep(3 * lagMs);
      throw new LeaseError({ kind: "cancelled" });
    },
    list: async function* () {
      readAt.push(performance.now());
      yield { leases: [], unread: [] };
    },
  });
  const ledger = memoryLedger();
  const number = "+13055550100" as E164;
  const { identity } = account;
  const request = { kind: "lease", account: "a", identity, number } as const;
  const claim = await ledger.claim({ ...request, price: null, lease: null, key: null });
  if (claim.kind !== "claimed") throw new Error(claim.kind);
  const unclear = { reason: "connection-lost", status: null, detail: null } as const;
  const failure = { kind: "outcome-unknown", ...unclear } as const;
  await ledger.record(claim.operation.id, { kind: "sent" });
  await ledger.record(claim.operation.id, { kind: "unknown", failure });
  const timing = { onItsWayMs: 0, afterDeathMs: 0, lagMs, looksAfterMs: [], provingLooks: 4 };
  const client = createLeaseClient({ accounts: [account], ledger, timing });
  expect(await client.reconcile()).toMatchObject([{ state: "absent" }]);
  const [first = 0] = readAt;
  expect((readAt.at(-1) ?? 0) - first).toBeGreaterThanOrEqual(lagMs);
  await client.close();
});
