// Claims one number after the other for a while, as one of several processes on one ledger.
import { sqliteLedger } from "@leaseline/core/node";
import { postgresLedger } from "@leaseline/ledger-postgres";

const account = { identity: "example||bench", account: "a" };
const usd = (amount) => ({ amount, currency: "USD" });
const price = { setup: usd("1.99"), recurring: usd("2.99"), intervalMonths: 1 };
const caps = [{ kind: "monthly", limit: usd("100000000.00") }];
let ledger;
let next = 0;

const jobs = {
  open: async ({ path, postgres, member }) => {
    next = member * 1_000_000;
    ledger = path ? sqliteLedger({ path }) : postgresLedger(postgres);
    await patiently(async () => ledger.keepList(account, [], await ledger.position()));
  },
  claim: async ({ forMs }) => {
    const took = [];
    const end = performance.now() + forMs;
    while (performance.now() < end) {
      const start = performance.now();
      await patiently(() => claim());
      took.push(performance.now() - start);
    }
    return took;
  },
  /** All that is written for one lease: claimed, marked, and how it ended. */
  lease: async ({ times }) => {
    const took = [];
    for (let time = 0; time < times; time += 1) {
      const start = performance.now();
      const { id } = await claim();
      await ledger.record(id, { kind: "sent" });
      await ledger.record(id, { kind: "rejected", failure: { kind: "number-taken" } });
      took.push(performance.now() - start);
    }
    return took;
  },
};

async function claim() {
  next += 1;
  const number = `+1305${String(next).padStart(10, "0")}`.slice(0, 15);
  const request = { ...account, kind: "lease", number, price, lease: null, key: null };
  const claimed = await ledger.claim(request, caps);
  if (claimed.kind !== "claimed") throw new Error(`the claim is ${claimed.kind}`);
  return claimed.operation;
}

/** Busy is an answer as well: whoever hears it asks again. */
async function patiently(work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (error.failure?.reason !== "busy") throw error;
    }
  }
}

process.on("message", (job) => {
  jobs[job.do](job).then(
    (answer) => process.send(answer ?? null),
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit());
process.send("ready");
