// One process of a fleet: on its machine's folder, over its machine's way to the database.
import { inspect } from "node:util";
import { createLeaseClient } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sinchProvider } from "@leaseline/core/sinch";
import { openLedger } from "../../../../core/test/reliability/open-ledger.mjs";

let client;
let ledger;

const handlers = {
  open: async ({ ledger: options, contiguity, sinch, timing }) => {
    const module = import.meta.resolve("@leaseline/ledger-postgres");
    ledger = await openLedger({ module, name: "postgresLedger", options });
    const accounts = [
      contiguityProvider({ ...contiguity, account: "contiguity" }),
      sinchProvider({ ...sinch, account: "sinch" }),
    ];
    client = createLeaseClient({ accounts, ledger, timing });
  },
  /** Leases each of these, as often as nothing was sent of it because the ledger was away, or had lost something. */
  lease: async ({ numbers, tries = 40 }) => {
    const kinds = {};
    for (const { account, number } of numbers)
      kinds[number] = await leaseOne(account, number, tries);
    return kinds;
  },
  settle: () =>
    unlessAway(async () => {
      await client.reconcile();
      const { elsewhere } = await client.sweep();
      const operations = await client.operations();
      return {
        elsewhere: elsewhere.map(({ number }) => number),
        known: (await ledger.lists()).flatMap(({ leases }) =>
          leases.map(({ lease }) => lease.number),
        ),
        operations: operations.map(({ id, state, number }) => ({ id, state, number })),
      };
    }),
  /** As a person does with what no read can tell. */
  giveUp: () =>
    unlessAway(async () => {
      const left = await client.operations({ states: ["needs-attention"] });
      for (const { id } of left) await client.abandon(id);
      return left.map(({ number }) => number);
    }),
  caps: async ({ caps }) => ledger.setCaps(caps),
  spending: () => unlessAway(async () => (await ledger.spending()).running),
  list: async () => {
    let count = 0;
    for await (const event of client.list())
      if (event.kind === "items") count += event.items.length;
    return count;
  },
};

/** Asks again, as a person would, where a connection was ended that the work had just begun on. */
async function unlessAway(work) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (error.failure?.kind !== "ledger-unavailable" || tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function leaseOne(account, number, mostTries) {
  let told = "given up";
  for (let tries = 0; tries < mostTries; tries += 1) {
    try {
      // Somebody else may have it already, and then nobody quotes it any more.
      const before = await client.standing({ kind: "lease", account, number });
      const result = before ?? (await client.lease(await client.quote(account, number)));
      return result.kind;
    } catch (error) {
      const { failure } = error;
      if (failure?.kind === "defect") throw error;
      if (failure?.kind === "number-taken" && tries < 5) continue;
      const isAway =
        failure?.kind === "ledger-unavailable" ||
        (failure?.kind === "unlisted" && failure.because === "rewound");
      // Taken over before it was sent, by somebody who could not know that this process lives.
      const isLost = failure?.kind === "not-sent";
      if (!isAway && !isLost) return failure?.kind ?? `${error.stack}`;
      told = failure.kind;
      // After a loss nothing is leased for seconds, and each try reads every account anew.
      const waitMs = failure.kind === "unlisted" ? 500 : 100;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return told;
}

process.on("message", (job) => {
  Promise.resolve(handlers[job.do](job)).then(
    (result) => process.send({ result: result ?? null }),
    (error) => process.send({ failed: `${error.failure?.kind} ${inspect(error)}` }),
  );
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
process.send("ready");
