import { specialNumbers } from "@leaseline/sandbox";
import { expect, it } from "vitest";
import { type Clock, systemClock } from "../clock.js";
import type { Lease } from "../domain/lease.js";
import { nodeTransport } from "../node/node-transport.js";
import { memoryLedger } from "../ledger/memory-ledger.js";
import { createLeaseClient } from "./create-lease-client.js";
import { sinchProvider } from "../providers/sinch/provider.js";
import { errorOf, failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, smsProvisioningFails } = specialNumbers.sinch;

/** Its sleeps take no time here, and as long as they say in the sandbox. */
function passingClock(whileAsleep: () => void = () => {}) {
  const sleeps: number[] = [];
  const clock: Clock = {
    ...systemClock,
    sleep: async (ms) => {
      sleeps.push(ms);
      control.clock.advance(ms);
      whileAsleep();
    },
  };
  return { clock, sleeps };
}

function clientOn(clock: Clock, changes: { readonly keySecret?: string } = {}) {
  const transport = nodeTransport();
  return createLeaseClient({
    accounts: [sinchProvider({ ...sandbox.sinch, account: "s", transport, ...changes })],
    ledger: memoryLedger(),
    clock,
  });
}

async function leased(number: string, clock: Clock): Promise<Lease> {
  const client = clientOn(clock);
  const quote = await client.quote("s", e164(number));
  const settled = await client.lease(quote, { connect: { sms: "plan" } });
  if (settled.kind !== "committed") throw new Error(`the lease is ${settled.kind}`);
  return settled.lease;
}

async function states(watching: AsyncIterable<Lease>): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const { state } of watching) seen.push(state);
  return seen;
}

it("tells of a lease as it is and when it has changed, until it is set up", async () => {
  const { clock, sleeps } = passingClock();
  const lease = await leased(plain, clock);
  const seen = await states(clientOn(clock).watch(lease));
  expect(seen[0]).toBe("pending");
  expect(seen.at(-1)).toBe("active");
  expect(sleeps).toEqual([2000, 4000]);
});

it("ends with a lease whose setting up has failed", async () => {
  const { clock } = passingClock();
  const lease = await leased(smsProvisioningFails, clock);
  expect((await states(clientOn(clock).watch(lease))).at(-1)).toBe("failed");
});

it("tells of a lease that is set up once, and asks no further", async () => {
  const { clock, sleeps } = passingClock();
  const lease = await leased(plain, clock);
  control.clock.advance(60_000);
  expect(await states(clientOn(clock).watch(lease))).toEqual(["active"]);
  expect(sleeps).toEqual([]);
});

it("ends when the number is not held any more", async () => {
  const { clock } = passingClock(() => control.takeAway(plain));
  const lease = await leased(plain, clock);
  expect(await states(clientOn(clock).watch(lease))).toEqual(["pending"]);
});

it("asks ever more slowly, at most once a minute", async () => {
  const waiting = new AbortController();
  const { clock, sleeps } = passingClock(() => {
    if (sleeps.length === 8) waiting.abort();
  });
  const lease = await leased(plain, clock);
  control.fault("sinch.get", {
    status: 500,
    body: "",
    headers: { "retry-after": "0" },
    times: "always",
  });
  const ended = await failureOf(states(clientOn(clock).watch(lease, { signal: waiting.signal })));
  expect(ended).toEqual({ kind: "cancelled" });
  expect(sleeps).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

it("does not take a read without a clear answer for news", async () => {
  const { clock } = passingClock(() => control.clearFaults());
  const lease = await leased(plain, clock);
  control.fault("sinch.get", { html: true, times: "always" });
  expect((await states(clientOn(clock).watch(lease))).at(-1)).toBe("active");
});

it("says so when the credentials are not accepted", async () => {
  const { clock } = passingClock();
  const lease = await leased(plain, clock);
  const stranger = clientOn(clock, { keySecret: "wrong-secret" });
  expect((await errorOf(states(stranger.watch(lease)))).failure.kind).toBe("unauthorized");
});

it("stops at once when it is aborted while it waits", async () => {
  const lease = await leased(plain, systemClock);
  const waiting = new AbortController();
  const watching = clientOn(systemClock).watch(lease, { signal: waiting.signal });
  const seen = await failureOf(
    (async () => {
      for await (const _ of watching) waiting.abort();
    })(),
  );
  expect(seen).toEqual({ kind: "cancelled" });
});

it("only reads", async () => {
  const { clock } = passingClock();
  const lease = await leased(plain, clock);
  const before = control.writes();
  await states(clientOn(clock).watch(lease));
  expect(control.writes()).toEqual(before);
});
