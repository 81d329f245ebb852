// A program that leases a number and then releases it, and that is killed while it does.
import { createLeaseClient } from "@leaseline/core";
import { contiguityProvider, sinchProvider, sqliteLedger } from "@leaseline/core/node";
import { watchedLedger, watchedTransport } from "./watched.mjs";

const providers = { contiguity: contiguityProvider, sinch: sinchProvider };
const account = "test";
let steps = [];
let killAt = null;
const transport = watchedTransport(step);

process.on("message", (job) => {
  live(job).then(
    (report) => process.send({ report }),
    (error) => process.send({ failed: `${error.stack}` }),
  );
});
process.send("ready");

/** One life of the program, from its start to its end. */
async function live({ provider, options, path, number, timing, restarted, wishes, ...job }) {
  steps = [];
  killAt = job.killAt;
  const sqlite = sqliteLedger({ path });
  const ledger = watchedLedger(sqlite, step);
  const accounts = [providers[provider]({ ...options, account, transport })];
  const client = createLeaseClient({ accounts, ledger, timing });
  let sweep = null;
  if (restarted) {
    await client.reconcile();
    sweep = await client.sweep();
  }
  if (wishes.includes("lease") && !(await isDone(client, number, "lease")))
    await client.lease(await client.quote(account, number));
  if (wishes.includes("release") && !(await isDone(client, number, "release"))) {
    const { lease } = await client.get(account, number);
    await client.release(lease, { confirm: number.slice(-4) });
  }
  const operations = await client.operations();
  const report = {
    steps,
    elsewhere: sweep?.elsewhere.length ?? 0,
    failed: sweep?.failed.size ?? 0,
    operations: await Promise.all(
      operations.map(async ({ id, kind, state }) => {
        const events = (await sqlite.history(id)).map(({ event }) => event.kind);
        return { id, kind, state, events };
      }),
    ),
    known: (await sqlite.lists()).flatMap(({ leases }) => leases.map(({ lease }) => lease.number)),
  };
  await sqlite.close();
  return report;
}

/** Whether a person would not wish it again: it has been done, by all that the ledger says. */
async function isDone(client, number, kind) {
  const operations = await client.operations({ account, number });
  return operations.some((one) => one.kind === kind && one.state === "committed");
}

function step(name) {
  const times = steps.filter((one) => one === name || one.startsWith(`${name} (`)).length;
  const numbered = times === 0 ? name : `${name} (${times + 1})`;
  steps.push(numbered);
  if (numbered === killAt) process.kill(process.pid, "SIGKILL");
}
