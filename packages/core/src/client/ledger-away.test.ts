import { setTimeout } from "node:timers/promises";
import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import type { Clock } from "../clock.js";
import { quickClock } from "../../test/support/quick-clock.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { later } from "../../test/support/timing.js";
import { LeaseError } from "../errors/lease-error.js";
import type { LeaseFailure } from "../errors/lease-failure.js";
import { memoryRecords } from "../ledger/memory-records.js";
import { memoryStore } from "../ledger/memory-ledger.js";
import { createLedger } from "../ledger/rules.js";
import type { LedgerStore } from "../ledger/store.js";
import { nodeTransport } from "../node/node-transport.js";
import { contiguityProvider } from "../providers/contiguity/provider.js";
import { createLeaseClient } from "./create-lease-client.js";
import type { LeaseClient } from "./lease-client.js";
import { e164 } from "../../test/support/e164.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const number = e164(specialNumbers.contiguity.plain);
const writes = () => Object.values(control.writes()).reduce((sum, one) => sum + one.received, 0);

/** Any store, whose every call fails while it is away. */
function failing(store: LedgerStore) {
  let failure: LeaseFailure | null = null;
  let refused = 0;
  let takesReads = false;
  const unlessAway = async <Result>(
    work: () => Promise<Result>,
    isRead = false,
  ): Promise<Result> => {
    if (!failure || (isRead && takesReads)) return work();
    refused += 1;
    throw new LeaseError(failure);
  };
  const away: LedgerStore = {
    ...store,
    write: (work) => unlessAway(() => store.write(work)),
    read: (work) => unlessAway(() => store.read(work), true),
    changed: (since, signal) => unlessAway(() => store.changed(since, signal)),
  };
  return {
    store: away,
    be: (now: LeaseFailure | null, reads: "no reads" | "reads" = "no reads") => {
      failure = now;
      takesReads = reads === "reads";
    },
    refused: () => refused,
  };
}

function clientOn(store: LedgerStore, clock?: Clock): LeaseClient {
  const account = contiguityProvider({
    ...sandbox.contiguity,
    account: "contiguity",
    transport: nodeTransport(),
  });
  return createLeaseClient({
    accounts: [account],
    ledger: createLedger(store),
    timing: later,
    clock,
  });
}

const failures: readonly LeaseFailure[] = [
  { kind: "ledger-unavailable", reason: "failed" },
  { kind: "ledger-unavailable", reason: "busy" },
  { kind: "bad-input", field: "ledger", reason: "The database does not let this role in." },
];

describe.each(failures)("with the ledger away, as $kind $reason,", (failure) => {
  it("everything can be read, nothing is sent, and that is said", async () => {
    const { store, be } = failing(memoryStore(memoryRecords()));
    const client = clientOn(store);
    be(failure);
    const offers = [];
    for await (const event of client.search({ country: "US" }))
      if (event.kind === "items") offers.push(...event.items);
    expect(offers.length).toBeGreaterThan(0);
    const listed = [];
    for await (const event of client.list()) listed.push(event.kind);
    expect(listed).not.toContain("failed");
    const quote = await client.quote("contiguity", number);
    expect(await client.get("contiguity", number)).toMatchObject({ kind: "not-owned" });
    expect(await failureOf(client.lease(quote))).toEqual(failure);
    expect(writes()).toBe(0);
  });

  it("it goes on by itself once that is back: each call is one request", async () => {
    const { store, be } = failing(memoryStore(memoryRecords()));
    const client = clientOn(store);
    const quote = await client.quote("contiguity", number);
    be(failure);
    await failureOf(client.lease(quote));
    be(null);
    expect(await client.lease(quote)).toMatchObject({ kind: "committed" });
    expect(await client.lease(quote)).toMatchObject({ kind: "committed", already: true });
    expect(writes()).toBe(1);
  });

  it("what was sent when it went away is known, and settled, when it is back", async () => {
    const records = memoryRecords();
    const { store, be } = failing(memoryStore(records));
    const client = clientOn(store);
    const quote = await client.quote("contiguity", number);
    control.hold("contiguity.lease");
    const leasing = client.lease(quote).catch((error: unknown) => error);
    while (writes() === 0) await setTimeout(5);
    be(failure);
    control.letGo();
    // It may have been carried out, whatever the ledger says: never that nothing was spent.
    const ended = await leasing;
    expect(ended).toMatchObject(
      ended instanceof Error ? { failure: { kind: "outcome-unknown" } } : { kind: "committed" },
    );
    be(null);
    const [settled] = await client.reconcile();
    const [operation] = settled ? [settled] : await client.operations();
    expect(operation).toMatchObject({ state: "committed" });
    expect(writes()).toBe(1);
  });

  it.each(["no reads", "reads"] as const)(
    "what nobody knows is asked about by itself once that is back, after it took %s meanwhile",
    async (reads) => {
      const { store, be, refused } = failing(memoryStore(memoryRecords()));
      const client = clientOn(store, quickClock());
      const quote = await client.quote("contiguity", number);
      control.hold("contiguity.lease");
      control.fault("contiguity.lease", { reset: "after" });
      const leasing = client.lease(quote);
      while (writes() === 0) await setTimeout(5);
      // Nor does a look at once say anything.
      for (const read of ["contiguity.get", "contiguity.leased"] as const)
        control.fault(read, { status: 503, times: "always" });
      be(failure, reads);
      control.letGo();
      expect(await leasing).toMatchObject({ kind: "unknown" });
      const before = refused();
      await expect.poll(refused).toBeGreaterThan(before + 10);
      control.clearFaults();
      be(null);
      await expect
        .poll(async () => (await client.operations())[0])
        .toMatchObject({ state: "committed", how: "seen" });
      expect(writes()).toBe(1);
      await client.close();
    },
  );

  it("whoever waits for what another one has sent is never told that nothing was spent", async () => {
    const records = memoryRecords();
    const sender = clientOn(memoryStore(records));
    const quote = await sender.quote("contiguity", number);
    control.hold("contiguity.lease");
    const leasing = sender.lease(quote);
    while (writes() === 0) await setTimeout(5);
    const { store, be } = failing(memoryStore(records));
    const joiner = clientOn(store);
    const ends = new AbortController();
    const [givenUp, waited] = [joiner.lease(quote, { signal: ends.signal }), joiner.lease(quote)];
    const seen = await Promise.race([givenUp, waited, setTimeout(100, "both wait")]);
    expect(seen).toBe("both wait");
    be(failure);
    await setTimeout(1200);
    ends.abort();
    expect(await givenUp).toMatchObject({ kind: "unknown", operation: { number } });
    be(null);
    control.letGo();
    expect(await waited).toMatchObject({ kind: "committed", how: "answered", already: false });
    expect(await leasing).toMatchObject({ kind: "committed" });
    expect(writes()).toBe(1);
  });
});

describe("whoever hears of changes", () => {
  /** The first wait for one fails. */
  const failingOnce = (failure: LeaseFailure) => {
    const store = memoryStore(memoryRecords());
    let times = 0;
    const changed: LedgerStore["changed"] = async (since, signal) => {
      times += 1;
      if (times === 1) throw new LeaseError(failure);
      return store.changed(since, signal);
    };
    const client = clientOn({ ...store, changed }, quickClock());
    return { client, heard: client.changes()[Symbol.asyncIterator]().next() };
  };

  it.each(["unreachable", "standby", "crowded", "busy"] as const)(
    "goes on once a ledger that is %s is back",
    async (reason) => {
      const { client, heard } = failingOnce({ kind: "ledger-unavailable", reason });
      await client.lease(await client.quote("contiguity", number));
      expect(await heard).toEqual({ done: false, value: undefined });
    },
  );

  it("is told of what does not end by itself", async () => {
    const failure = { kind: "ledger-unavailable", reason: "disk-error" } as const;
    expect(await failureOf(failingOnce(failure).heard)).toEqual(failure);
  });
});
