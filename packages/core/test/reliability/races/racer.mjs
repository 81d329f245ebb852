// One of several processes that want the same number at the same moment.
import { closeSync, openSync } from "node:fs";
import { createLeaseClient } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sinchProvider } from "@leaseline/core/sinch";
import { openLedger } from "../open-ledger.mjs";

let client;
let quoted;
/** Where this process ends while it carries out an operation, and the file that lets only one do so. */
let death = null;

const handlers = {
  /** Opens the ledger that all of them share. */
  open: async ({ place, contiguity, sinch, timing }) => {
    const accounts = [
      contiguityProvider({ ...contiguity, account: "contiguity" }),
      sinchProvider({ ...sinch, account: "sinch" }),
    ];
    client = createLeaseClient({ accounts, ledger: mortal(await openLedger(place)), timing });
  },
  quote: async (job) => {
    death = job.death;
    quoted = await client.quote(job.account, job.number);
  },
  lease: async () => {
    try {
      const { kind, operation } = await whenFree(() => client.lease(quoted));
      return { kind, operation: operation.id };
    } catch (error) {
      const { kind = `${error.stack}`, ...why } = error.failure ?? {};
      return { ...why, kind, operation: null };
    }
  },
  settle: async () => {
    await client.reconcile();
    const { elsewhere } = await client.sweep();
    const operations = await client.operations();
    return {
      elsewhere: elsewhere.length,
      operations: operations.map(({ id, state, number }) => ({ id, state, number })),
    };
  },
  /** Claims many numbers on a ledger that may not be there yet. */
  claims: async ({ place, numbers }) => {
    const ledger = await openLedger(place);
    const won = [];
    for (const number of numbers) {
      const request = {
        kind: "lease",
        identity: "contiguity",
        account: "contiguity",
        number,
        price: null,
        lease: null,
        key: null,
      };
      if ((await whenFree(() => ledger.claim(request))).kind === "claimed") won.push(number);
    }
    await ledger.close();
    return won;
  },
};

process.on("message", (job) => {
  Promise.resolve(handlers[job.do](job)).then(
    (result) => process.send({ result: result ?? null }),
    (error) => process.send({ failed: `${error.stack}` }),
  );
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
process.send("ready");

/** Where a machine is slow, these are answers too: nothing was sent, and whoever hears it may ask again. */
const again = ["busy", "claim-lost"];

async function whenFree(work) {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!again.includes(error.failure?.reason)) throw error;
    }
  }
}

/** A ledger that the process may end at: before an operation is marked as sent, or after it. */
function mortal(ledger) {
  const record = async (id, event) => {
    if (event.kind === "sent") dieOnce("before");
    const operation = await ledger.record(id, event);
    if (event.kind === "sent") dieOnce("after");
    return operation;
  };
  return { ...ledger, record };
}

function dieOnce(when) {
  if (death?.when !== when) return;
  try {
    closeSync(openSync(death.flag, "wx"));
  } catch {
    // Another one has died already.
    return;
  }
  process.kill(process.pid, "SIGKILL");
}
