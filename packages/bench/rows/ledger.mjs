import { mkdtempSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { sqliteLedger } from "@leaseline/core/node";
import { processorMs } from "../support/processor-time.mjs";
import { inRounds } from "../support/rounds.mjs";
import { atMost, row } from "../support/row.mjs";

const account = { identity: "contiguity|https://api.contiguity.com|key:bench", account: "a" };
const usd = (amount) => ({ amount, currency: "USD" });
const price = { setup: usd("1.99"), recurring: usd("2.99"), intervalMonths: 1 };

/** A claim is of a millisecond, and one in some copies the log of the ledger into its file. */
const times = 4;

/** What a lease waits for on this machine: its claim, with few and with many numbers known, and all that is written down. */
export async function ledgerRows(rounds) {
  // No folder that others can write in: a ledger is refused there.
  const folder = mkdtempSync(join(homedir(), ".leaseline-bench-"));
  const ledgers = { few: await ledgerOf(folder, 10), many: await ledgerOf(folder, 10_000) };
  const claims = await inRounds(rounds * 2, {
    ours: () => ledgers.many.claimMs(),
    "10 known": () => ledgers.few.claimMs(),
  });
  const whole = await inRounds(rounds * 2, { ours: () => ledgers.many.leaseMs() });
  for (const { close } of Object.values(ledgers)) await close();
  rmSync(folder, { recursive: true });
  return [
    row("ledger: claim under a monthly cap, 10,000 numbers known, CPU", "ms", claims, [
      atMost(2, "10 known"),
    ]),
    row("ledger: all that is written for one lease", "ms", whole, [atMost(50)]),
  ];
}

async function ledgerOf(folder, known) {
  const ledger = sqliteLedger({ path: join(folder, `${known}.sqlite`) });
  ledger.connect([account]);
  await ledger.keepList(
    account,
    Array.from({ length: known }, (_, index) => leaseOf(index)),
    await ledger.position(),
  );
  const caps = [{ kind: "monthly", limit: usd("100000.00") }];
  let next = 1_000_000;
  const claim = async () => {
    next += 1;
    const { number } = leaseOf(next);
    const request = { ...account, kind: "lease", number, price, lease: null, key: null };
    const claimed = await ledger.claim(request, caps);
    if (claimed.kind !== "claimed") throw new Error(`the claim is ${claimed.kind}`);
    return claimed.operation;
  };
  const end = ({ id, number }) =>
    ledger.record(id, { kind: "committed", how: "answered", lease: { ...leaseOf(next), number } });
  return {
    claimMs: async () => {
      let ms = 0;
      for (let time = 0; time < times; time += 1) {
        let operation;
        ms += await processorMs(async () => (operation = await claim()))();
        await ledger.record(operation.id, {
          kind: "not-sent",
          failure: { kind: "not-sent", reason: "cancelled" },
        });
      }
      return ms / times;
    },
    leaseMs: async () => {
      const start = performance.now();
      const operation = await claim();
      await ledger.record(operation.id, { kind: "sent" });
      await end(operation);
      return performance.now() - start;
    },
    close: () => ledger.close(),
  };
}

function leaseOf(index) {
  return {
    number: `+1305${String(2_000_000 + index)}`,
    account: "a",
    provider: "contiguity",
    leaseId: `lsd_${index}`,
    label: null,
    state: "active",
    country: "US",
    type: null,
    place: "Miami, FL",
    features: ["sms"],
    price,
    provisioning: [],
    nextChargeAt: null,
    endsAt: null,
  };
}
