import { expect, it } from "vitest";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { timerByHand } from "../../test/support/timer-by-hand.js";
import { later, soon } from "../../test/support/timing.js";
import { LeaseError } from "../errors/lease-error.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import type { Ledger } from "../ledger/ledger.js";
import type { ProviderAccount } from "../providers/provider-account.js";

const sandbox = await sharedSandbox();
const { client, contiguity, control, writes } = clientStage(sandbox);
const [{ account, numbers, leaseRequest }] = providers;
const number = numbers.plain;

// A client is closed where accounts change, and the next one has the same session of the ledger.

it("has nothing sent whose claim was on its way when its client was closed", async () => {
  const inner = memoryLedger();
  const claiming = gate();
  const ledger: Ledger = {
    ...inner,
    claim: async (...given) => {
      await claiming.pass();
      return inner.claim(...given);
    },
  };
  const leases = client({ ledger });
  const leasing = failureOf(leases.lease(await leases.quote(account, number)));
  await claiming.come;
  await leases.close();
  claiming.open();
  expect(await leasing).toEqual({ kind: "not-sent", reason: "cancelled" });
  expect(writes()).toBe(0);
  expect(await inner.operations()).toMatchObject([{ state: "not-sent" }]);
});

it("has nothing sent that was still prepared when its client was not waited for any longer", async () => {
  const timer = timerByHand();
  const one = contiguity();
  const [reading, preparing] = [gate(), gate()];
  const slow: ProviderAccount = {
    ...one,
    quote: async (...given) => {
      await reading.pass();
      return one.quote(...given);
    },
    prepareLease: async (...given) => {
      await preparing.pass();
      return one.prepareLease(...given);
    },
  };
  const quote = await client().quote(account, number);
  const leases = client({ accounts: [slow], timing: { ...later, answersWithinMs: timer.ms } });
  const leasing = failureOf(leases.lease(quote));
  await reading.come;
  const closed = leases.close();
  const endWaiting = timer.waiting();
  reading.open();
  await preparing.come;
  // What it prepares has begun later, and has time left.
  endWaiting();
  await closed;
  preparing.open();
  expect(await leasing).toMatchObject({ kind: "not-sent" });
  expect(writes()).toBe(0);
});

it("leaves to the next one of its session what an adapter never answers", async () => {
  const timer = timerByHand();
  const ledger = memoryLedger();
  const sending = gate();
  const silent: ProviderAccount = {
    ...contiguity(),
    prepareLease: async () => ({
      send: () => {
        void sending.pass();
        return new Promise(() => {});
      },
    }),
  };
  const timing = { ...later, answersWithinMs: timer.ms };
  const leases = client({ ledger, accounts: [silent], timing });
  const leasing = leases.lease(await leases.quote(account, number));
  await sending.come;
  timer.end();
  expect(await leasing).toMatchObject({ kind: "unknown", operation: { state: "sent" } });
  const next = client({ ledger, clock: quickClock(), timing: soon });
  // As long as the one that has sent it is there, it may yet hear what has become of it.
  expect(await next.reconcile()).toMatchObject([{ state: "sent" }]);
  const closed = leases.close();
  timer.end();
  await closed;
  expect(await next.reconcile()).toMatchObject([{ state: "absent" }]);
});

it("writes down once more what it has heard and could not write", async () => {
  const { inner, full, makeRoom } = fullLedger();
  const leases = client({ ledger: full });
  const leased = await leases.lease(await leases.quote(account, number));
  expect(leased).toMatchObject({ kind: "committed" });
  expect(await inner.operations()).toMatchObject([{ state: "sent" }]);
  makeRoom();
  await leases.close();
  expect(await inner.operations()).toMatchObject([{ state: "committed", how: "answered" }]);
});

it("goes on to write down what could not be written then, and keeps it in its hand meanwhile", async () => {
  const { inner, full, makeRoom } = fullLedger();
  const leases = client({ ledger: full });
  await leases.lease(await leases.quote(account, number));
  await leases.close();
  const next = client({ ledger: inner });
  expect(await next.reconcile()).toMatchObject([{ state: "sent" }]);
  makeRoom();
  await expect
    .poll(() => inner.operations())
    .toMatchObject([{ state: "committed", how: "answered" }]);
  expect(control.writes()[leaseRequest].received).toBe(1);
});

/** Who comes to it waits until it is opened. */
function gate() {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const come = new Promise<void>((resolve) => (arrive = resolve));
  const pass = () => {
    arrive();
    return opened;
  };
  return { come, open, pass };
}

/** A ledger that takes what is sent, and what has become of it only once there is room. */
function fullLedger() {
  const inner = memoryLedger();
  let isFull = true;
  const record: Ledger["record"] = async (id, event) => {
    if (isFull && event.kind !== "sent")
      throw new LeaseError({ kind: "ledger-unavailable", reason: "full" });
    return inner.record(id, event);
  };
  const makeRoom = () => {
    isFull = false;
  };
  return { inner, full: { ...inner, record }, makeRoom };
}
