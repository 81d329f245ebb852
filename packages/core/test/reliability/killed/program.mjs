// A program that leases numbers and releases them, and that is killed while it does.
import { AsyncLocalStorage } from "node:async_hooks";
import { LeaseError, createLeaseClient } from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { sinchProvider } from "@leaseline/core/sinch";
import { openLedger } from "../open-ledger.mjs";
import { watchedLedger, watchedTransport } from "./watched.mjs";

const providers = { contiguity: contiguityProvider, sinch: sinchProvider };
const account = "test";
const transport = watchedTransport(step, (name, number) =>
  reached(name, tasks.find((one) => one.number === number) ?? program),
);

/** What is done for one number; it stops at a step of its own, for good. */
const current = new AsyncLocalStorage();
/** What is done for no number: of several, the program itself is killed at its step. */
let program = { steps: [], stopAt: null };
let tasks = [];

process.on("message", (job) => {
  live(job).then(
    (report) => process.send({ report }),
    (error) => process.send({ failed: `${error.stack}` }),
  );
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
process.send("ready");

/** One life of the program, from its start to its end. */
async function live({ provider, options, place, withinMs, timing, restarted, killAt, ...job }) {
  program = { steps: [], stopAt: killAt };
  tasks = job.tasks.map((task) => ({ ...task, steps: killAt ? program.steps : [], killAt }));
  const opened = await openLedger(place, withinMs);
  const ledger = watchedLedger(opened, step);
  const accounts = [providers[provider]({ ...options, account, transport })];
  const client = createLeaseClient({ accounts, ledger, timing });
  // Several numbers share one access token: none of them may stop where it is fetched.
  if (tasks.length > 1) await accounts[0].verify();
  let sweep = null;
  let told = [];
  if (job.again) told = await Promise.all(tasks.map((task) => giveAgain(client, task)));
  if (restarted) {
    await client.reconcile();
    sweep = await client.sweep();
  }
  if (!job.again)
    await Promise.all(tasks.map((task) => current.run(task, () => attempt(client, task))));
  const operations = await client.operations();
  const report = {
    steps: [...program.steps, ...(killAt ? [] : (tasks[0]?.steps ?? []))],
    elsewhere: sweep?.elsewhere.length ?? 0,
    failed: sweep?.failed.size ?? 0,
    told,
    operations: await Promise.all(
      operations.map(async ({ id, number, kind, state }) => {
        const events = (await opened.history(id)).map(({ event }) => event.kind);
        return { number, kind, state, events };
      }),
    ),
    known: (await opened.lists()).flatMap(({ leases }) => leases.map(({ lease }) => lease.number)),
  };
  await opened.close();
  return report;
}

/** A command may come to nothing, as on a connection that broke of age; its outcome is what counts. */
async function attempt(client, task) {
  try {
    await fulfil(client, task);
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
  }
  task.ended = true;
  dieWhenDue();
}

/** What a person wants of a number, unless it has been done, by all that the ledger says. */
async function fulfil(client, { number, wanted }) {
  const isDone = async (kind) =>
    (await client.operations({ account, number })).some(
      (one) => one.kind === kind && one.state === "committed",
    );
  if (wanted.includes("lease") && !(await isDone("lease")))
    if ((await client.lease(await client.quote(account, number))).kind !== "committed") return;
  if (wanted.includes("release") && !(await isDone("release"))) {
    const held = await client.get(account, number);
    if (held.kind === "owned") await client.release(held.lease, { confirm: number.slice(-4) });
  }
}

/** The same command again, as the command line carries it out. */
async function giveAgain(client, { number, wanted: [kind] }) {
  const tell = (told) => ({ number, kind, told });
  try {
    const before = await standing(client, { kind, account, number });
    if (before) return tell(before.kind);
    if (kind === "lease")
      return tell((await client.lease(await client.quote(account, number))).kind);
    const held = await client.get(account, number);
    if (held.kind === "not-owned") return tell("not-leased");
    return tell((await client.release(held.lease, { confirm: number.slice(-4) })).kind);
  } catch (error) {
    if (!(error instanceof LeaseError)) throw error;
    return tell(error.failure.kind);
  }
}

async function standing(client, wanted) {
  const before = await client.standing(wanted);
  if (before?.kind !== "unknown") return before;
  await client.reconcile({ signal: AbortSignal.timeout(10_000) });
  return client.standing(wanted);
}

/** Goes on, unless this is where it stops. */
async function step(name) {
  const task = current.getStore() ?? program;
  // One whose request has been sent may have stopped there.
  if (!task.stopped) reached(name, task);
  if (task.stopped) await new Promise(() => {});
}

/** The process is killed when each number has come to the step at which it stops. */
function reached(name, task) {
  if (task.stopped) return;
  const times = task.steps.filter((one) => one === name || one.startsWith(`${name} (`)).length;
  const numbered = times === 0 ? name : `${name} (${times + 1})`;
  task.steps.push(numbered);
  if (numbered === task.killAt || (task === program && numbered === task.stopAt)) die();
  if (numbered !== task.stopAt) return;
  task.stopped = true;
  dieWhenDue();
}

function dieWhenDue() {
  if (tasks.every(({ stopped }) => stopped)) die();
  else if (tasks.some(({ stopped }) => stopped) && tasks.every((one) => one.stopped || one.ended))
    process.send({ missed: true });
}

function die() {
  process.kill(process.pid, "SIGKILL");
}
