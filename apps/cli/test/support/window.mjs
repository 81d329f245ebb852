// A window of the editor as far as the ledger is concerned: one process that lives on, with a session of the ledger that
// the user has on this machine, opened as the extension does.
import { createLeaseClient } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sinchProvider } from "@leaseline/core/sinch";

let client;
let quoted;

const handlers = {
  open: async ({ contiguity, sinch }) => {
    const accounts = [
      contiguityProvider({ ...contiguity, account: "contiguity" }),
      sinchProvider({ ...sinch, account: "sinch" }),
    ];
    client = createLeaseClient({ accounts, ledger: sqliteLedger() });
  },
  quote: async ({ account, number }) => {
    quoted = await client.quote(account, number);
  },
  lease: async () => {
    try {
      const { kind, operation } = await client.lease(quoted);
      return { kind, operation: operation.id };
    } catch (error) {
      return { kind: error.failure?.kind ?? `${error.stack}`, operation: null };
    }
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
process.send({ result: "ready" });
