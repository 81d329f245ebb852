import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { sqliteLedger } from "../../src/node/sqlite-ledger.js";
import { clientStage, providers } from "../support/client-stage.js";
import { e164 } from "../support/e164.js";
import { failureOf } from "../support/failure.js";
import { temporaryFolder } from "../support/ledger-harness.js";
import { runFor, sleepFor } from "../support/time-passes.js";
import { sharedSandbox } from "../support/shared-sandbox.js";

const sandbox = await sharedSandbox();
const { client, control, requestsTo, writes } = clientStage(sandbox);

const [contiguity] = providers;
const { account, numbers, quoteRequest, leaseRequest } = contiguity;
const number = e164(numbers.plain);

/** How somebody's clean-up, or a backup that is put back, treats the file under a process that goes on. */
const ways = [
  ["is removed", () => {}],
  [
    "is replaced by an older copy",
    (path: string, copy: string) => {
      copyFileSync(copy, path);
    },
  ],
  [
    "is overwritten with something else",
    (path: string) => {
      writeFileSync(path, "something else".repeat(1000));
    },
  ],
] as const;

const day = 24 * 3_600_000;

/** The time of day, as somebody sets it: nothing else goes by it. */
function putClock(byMs: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + byMs });
  onTestFinished(() => void vi.useRealTimers());
}

// Windows lets nobody remove a file that somebody has open.
describe.skipIf(process.platform === "win32").each(ways)("a ledger's file that %s", (_, put) => {
  const opened = async () => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const before = sqliteLedger({ path });
    await before.setCaps([]);
    await before.close();
    const copy = `${path}.copy`;
    copyFileSync(path, copy);
    const open = () => {
      const ledger = sqliteLedger({ path });
      onTestFinished(() => ledger.close());
      return ledger;
    };
    const replace = () => {
      for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
      put(path, copy);
    };
    return { path, open, replace };
  };
  /** A session's request is on its way. */
  const sending = async () => {
    const { open, ...rest } = await opened();
    const sender = open();
    const leases = client({ ledger: sender });
    const quote = await leases.quote(account, number);
    control.hold(leaseRequest);
    const leased = leases.lease(quote);
    await expect.poll(writes).toBe(1);
    return { ...rest, open, sender, leases, quote, leased };
  };
  const refused = { kind: "unlisted", because: "rewound" };

  it("before its operation is marked has nothing sent", async () => {
    const { open, replace } = await opened();
    const leases = client({ ledger: open() });
    const quote = await leases.quote(account, number);
    const asked = requestsTo(quoteRequest);
    control.hold(quoteRequest);
    const leased = failureOf(leases.lease(quote));
    await expect.poll(() => requestsTo(quoteRequest)).toBeGreaterThan(asked);
    replace();
    control.letGo();
    expect(await leased).toEqual({ kind: "not-sent", reason: "claim-lost" });
    expect(writes()).toBe(0);
  });

  it("while its operation waits to be marked has nothing sent", async () => {
    const { path, open, replace } = await opened();
    const ledger = open();
    let begin = () => {};
    const marking = new Promise<void>((resolve) => (begin = resolve));
    const busy = new DatabaseSync(path);
    const record: typeof ledger.record = (id, event) => {
      if (event.kind === "sent") busy.exec("BEGIN IMMEDIATE");
      begin();
      return ledger.record(id, event);
    };
    const leases = client({ ledger: { ...ledger, record } });
    const leased = failureOf(leases.lease(await leases.quote(account, number)));
    await marking;
    // By then it has been tried once, and the file was in its place.
    await new Promise((resolve) => setImmediate(resolve));
    replace();
    busy.close();
    expect(await leased).toEqual({ kind: "not-sent", reason: "claim-lost" });
    expect(writes()).toBe(0);
  });

  it("while a request is on its way loses no number: its caller hears of it, and a sweep finds it", async () => {
    const { path, open, replace, sender, leases, quote, leased } = await sending();
    replace();
    control.letGo();
    expect(await leased).toMatchObject({ kind: "committed", how: "answered" });
    await leases.close();
    await sender.close();
    expect(existsSync(path)).toBe(true);
    const ledger = open();
    const next = client({ ledger });
    await next.sweep();
    const known = (await ledger.lists()).flatMap(({ leases: all }) => all);
    expect(known.map(({ lease }) => lease.number)).toEqual([number]);
    runFor(91);
    // The ledger went back in time, so the list was read, and the number is not offered any more.
    expect(await failureOf(next.lease(quote))).toMatchObject({ kind: "number-taken" });
    // A command that is given again asks for the price, and is told who has it.
    const taken = { kind: "number-taken", heldBy: account };
    expect(await failureOf(next.quote(account, number))).toEqual(taken);
    expect(writes()).toBe(1);
  });

  it.each(["before the loss", "after it"])(
    "while a request is on its way has no second one sent where its sender ends %s",
    async (when) => {
      const { open, replace, sender, quote, leased } = await sending();
      if (when === "before the loss") await sender.close();
      replace();
      const others = client({ ledger: open() });
      expect(await failureOf(others.lease(quote))).toMatchObject(refused);
      await sender.close();
      expect(await failureOf(others.lease(quote))).toMatchObject(refused);
      expect(writes()).toBe(1);
      control.letGo();
      expect(await leased).toMatchObject({ kind: "committed", how: "answered" });
    },
  );

  it("while a request is on its way has no second one sent for as long as its sender lives", async () => {
    const { open, replace, sender, leases, quote, leased } = await sending();
    const others = client({ ledger: open() });
    replace();
    expect(await failureOf(others.lease(quote))).toMatchObject(refused);
    control.letGo();
    expect(await leased).toMatchObject({ kind: "committed", how: "answered" });
    await leases.close();
    await sender.close();
    runFor(91);
    expect(await failureOf(others.lease(quote))).toMatchObject({ kind: "number-taken" });
    const another = await others.quote(account, e164(numbers.staysActive));
    expect(await others.lease(another)).toMatchObject({ kind: "committed" });
    expect(writes()).toBe(2);
  });

  it.each(["before", "after"].flatMap((when) => [-day, day].map((byMs) => [when, byMs] as const)))(
    "while a request is on its way has no second one sent, though the clock is put %s the loss, by %d ms",
    async (when, byMs) => {
      const { open, replace, quote, leased } = await sending();
      const others = client({ ledger: open() });
      if (when === "before") putClock(byMs);
      replace();
      expect(await failureOf(others.lease(quote))).toMatchObject(refused);
      if (when === "after") putClock(byMs);
      expect(await failureOf(others.lease(quote))).toMatchObject(refused);
      expect(writes()).toBe(1);
      control.letGo();
      expect(await leased).toMatchObject({ kind: "committed", how: "answered" });
    },
  );

  it("is leased by again once no request can be on its way", async () => {
    const { open, replace } = await opened();
    const idle = open();
    await idle.setCaps([]);
    replace();
    const leases = client({ ledger: open() });
    const quote = await leases.quote(account, number);
    expect(await failureOf(leases.lease(quote))).toMatchObject(refused);
    sleepFor(3600);
    expect(await failureOf(leases.lease(quote))).toMatchObject(refused);
    runFor(91);
    expect(await leases.lease(await leases.quote(account, number))).toMatchObject({
      kind: "committed",
    });
    expect(writes()).toBe(1);
  });
});
