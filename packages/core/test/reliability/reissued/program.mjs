// A command that is given once: it leases a number, or releases it. It may be killed at a step of what it does.
import { LeaseError, createLeaseClient, describeFailure } from "@leaseline/core";
import { sqliteLedger } from "@leaseline/core/node";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sinchProvider } from "@leaseline/core/sinch";
import { watchedLedger, watchedTransport } from "../killed/watched.mjs";

const providers = { contiguity: contiguityProvider, sinch: sinchProvider };
const account = "test";
let steps = [];
let killAt = null;
const transport = watchedTransport(step, reached);

process.on("message", (job) => {
  command(job).then(
    (told) => process.send({ told, steps }),
    (error) => process.send({ failed: `${error.stack}` }),
  );
});
process.on("disconnect", () => process.exit());
process.send("ready");

async function command({ provider, options, path, timing, kind, number, ...job }) {
  steps = [];
  killAt = job.killAt;
  const ledger = sqliteLedger({ path });
  const accounts = [providers[provider]({ ...options, account, transport })];
  const client = createLeaseClient({ accounts, ledger: watchedLedger(ledger, step), timing });
  try {
    // As a person does who is told that it is not known.
    if (job.reconciles) await client.reconcile();
    return await request(client, kind, number);
  } finally {
    await client.close();
    await ledger.close();
  }
}

/** As a front end does it: the ledger first. @returns what the person is told. */
async function request(client, kind, number) {
  try {
    const standing = await client.standing({ kind, account, number });
    const result =
      standing ??
      (kind === "lease"
        ? await client.lease(await client.quote(account, number))
        : await release(client, number));
    return { kind: result.kind, operation: result.operation.id };
  } catch (error) {
    if (!LeaseError.isInstance(error)) throw error;
    return { kind: "failed", failure: error.failure, spent: describeFailure(error.failure).spent };
  }
}

async function release(client, number) {
  const held = await client.get(account, number);
  if (held.kind === "not-owned") throw new LeaseError({ kind: "not-leased" });
  return client.release(held.lease, { confirm: number.slice(-4) });
}

async function step(name) {
  reached(name);
}

function reached(name) {
  const times = steps.filter((one) => one === name || one.startsWith(`${name} (`)).length;
  const numbered = times === 0 ? name : `${name} (${times + 1})`;
  steps.push(numbered);
  if (numbered === killAt) process.kill(process.pid, "SIGKILL");
}
