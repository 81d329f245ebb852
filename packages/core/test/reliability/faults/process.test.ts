import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Fault as SandboxFault, type Sandbox, specialNumbers } from "@leaseline/sandbox";
import { expect, onTestFinished, vi } from "vitest";
import { describeFailure } from "../../../src/errors/describe-failure.js";
import { nodeTransport } from "../../../src/node/node-transport.js";
import type { Ledger } from "../../../src/ledger/ledger.js";
import type { Wish } from "../../../src/ledger/operation.js";
import { sqliteLedger } from "../../../src/node/sqlite-ledger.js";
import { temporaryFolder } from "../../support/ledger-harness.js";
import { crashed, runProgram } from "./child.js";
import type { Quote } from "../../../src/client/quote.js";
import {
  type Seen,
  type Stage,
  cases,
  classOf,
  e164,
  everywhere,
  fault,
  ofAll,
  stage,
  stageOn,
} from "./stage.js";

const transport = nodeTransport();
const { plain } = specialNumbers.contiguity;
/** The wish of a stage's account. */
function wishOf({ client: { accounts } }: Stage): Wish {
  const [account] = accounts;
  if (!account) throw new Error("a stage has an account");
  const { identity } = account;
  const number = e164(plain);
  return { kind: "lease", identity, account: "a", number, price: null, lease: null, key: null };
}

fault("60 crash before sending: nothing was sent, and it can be begun again", async () => {
  const first = await stage({ transport });
  const ledger = ledgerAt(await after("claimed", first));
  const on = stageOn(first.sandbox, { transport, ledger });
  const [ended] = await on.client.reconcile();
  expect(ended).toMatchObject({ failure: { kind: "not-sent", reason: "interrupted" } });
  expect(writes(on)).toBe(0);
  const { observed } = await on.lease();
  expect(writes(on)).toBe(1);
  return `${ended?.state === "not-sent" ? "N" : ended?.state}, then ${observed}`;
});

fault("61 crash after sending: unknown, then settled by reads", () => {
  const observe = (acted: boolean) => async () => {
    const first = await stage({ transport });
    if (acted) await first.held();
    const ledger = ledgerAt(await after("sent", first));
    const on = stageOn(first.sandbox, { transport, ledger });
    // Whoever wants the number meanwhile is told of it, as far as one look shows, and sends nothing.
    const kind = acted ? "committed" : "unknown";
    expect(await on.client.lease(await quoteFor(on))).toMatchObject({ kind });
    await on.client.reconcile();
    expect(writes(on)).toBe(acted ? 1 : 0);
    const [operation] = await ledger.operations();
    const history = await ledger.history(operation?.id ?? "");
    return classOf(history.map(({ event }) => event));
  };
  return cases(["acted", observe(true)], ["not", observe(false)]);
});

fault("62 disk full, read-only or newer ledger: nothing is sent", async () => {
  // Alone, as it is full for everything in this process.
  const full = await diskFull();
  const others = [readOnlyProfile, readOnlyAfterCrash, newerVersion];
  return ofAll([async () => full, ...others], (observe) => observe());
});

fault("63 damaged ledger: kept aside, the number blocked, then settled by reads", () =>
  ofAll(
    [
      { name: "header", damage: (path: string) => scribble(path, 0, 100) },
      { name: "last page", damage: (path: string) => scribble(path, -4096, 4096) },
      { name: "cut off", damage: (path: string) => cutOff(path) },
      // The process has died, so that what it wrote last stands in the log only.
      { name: "file beside a log", damage: (path: string) => scribble(path, 4096, 1e6), log: true },
      { name: "log", damage: (path: string) => scribble(`${path}-wal`, 32, 200), log: true },
      {
        name: "end of the log",
        damage: (path: string) => scribble(`${path}-wal`, -100, 100),
        log: true,
      },
    ],
    async ({ name, damage, log }) => {
      const first = await stage({ transport });
      const path = log ? await after("sent", first) : await closedAfterSent(first);
      damage(path);
      const ledger = ledgerAt(path);
      await first.held();
      const on = stageOn(first.sandbox, { transport, ledger });
      const notices = await ledger.notices();
      expect(notices, name).toMatchObject([{ kind: "damaged", blocked: 1 }]);
      for (const notice of notices)
        expect(notice.kind === "damaged" && existsSync(notice.keptAt)).toBe(true);
      const blocked = await ledger.operations();
      expect(blocked).toMatchObject([
        { kind: "lease", account: "a", number: plain, failure: { reason: "ledger-damaged" } },
      ]);
      expect(await on.client.lease(await quoteFor(on))).toMatchObject({
        kind: "committed",
        lease: { number: plain },
      });
      expect(writes(on)).toBe(1);
      expect(await on.client.reconcile()).toEqual([]);
      const states = { "needs-attention": "H", unknown: "U" };
      return `${states[blocked[0]?.state as keyof typeof states]}→C`;
    },
  ),
);

fault("64 two windows, one number: joined", () =>
  everywhere(async (options) => {
    const path = join(temporaryFolder(), "ledger.sqlite");
    const one = await stage({ ...options, ledger: ledgerAt(path) });
    const two = stageOn(one.sandbox, { ...options, ledger: ledgerAt(path) });
    const quotes = await Promise.all(
      [one, two].map(({ client, number }) => client.quote("a", number)),
    );
    one.sandbox.control.latency(150);
    const settled = await Promise.all(
      [one, two].map(({ client }, window) => {
        const quoted = quotes[window];
        if (!quoted) throw new Error("there are two quotes");
        return client.lease(quoted);
      }),
    );
    expect(settled).toMatchObject([{ kind: "committed" }, { kind: "committed" }]);
    expect(settled[0]?.operation.id).toBe(settled[1]?.operation.id);
    expect(writes(one)).toBe(1);
    return "C";
  }),
);

fault("65 cancelled after sending: goes on", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    const stop = new AbortController();
    on.sandbox.control.latency(200, options.at === "sinch" ? "sinch.rent" : "contiguity.lease");
    on.client.onChange(
      ({ state }) => void (state === "sent" && setTimeout(() => stop.abort(), 50)),
    );
    const { observed, settled } = await on.lease({ signal: stop.signal });
    expect(settled).toMatchObject({ kind: "unknown", failure: { reason: "not-awaited" } });
    expect(writes(on)).toBe(1);
    return observed;
  }),
);

fault("66 clock a year ahead or behind: no change", async () => {
  onTestFinished(() => void vi.useRealTimers());
  vi.useFakeTimers({ toFake: ["Date"] });
  const now = Date.now();
  const yearMs = 366 * 86_400_000;
  const observed: string[] = [];
  for (const jumpMs of [yearMs, -yearMs])
    observed.push(
      await everywhere(async (options) => {
        vi.setSystemTime(now);
        const on = await stage({
          ...options,
          ledger: ledgerAt(join(temporaryFolder(), "l.sqlite")),
        });
        const quoted = await on.client.quote("a", on.number);
        vi.setSystemTime(now + jumpMs);
        on.client.onChange(
          ({ state }) => void (state === "sent" && vi.setSystemTime(now - jumpMs)),
        );
        const seen = await on.seen(() => on.client.lease(quoted));
        expect(writes(on)).toBe(1);
        return seen.observed;
      }),
    );
  return ofAll(observed, async (one) => one);
});

fault("67 leased or released elsewhere: shown", () =>
  everywhere(async (options) => {
    const on = await stage(options);
    const { control } = on.sandbox;
    const [before = ""] = control.leaseMany({ provider: options.at, count: 1 });
    await on.client.sweep();
    const [appeared = ""] = control.leaseMany({ provider: options.at, count: 1 });
    expect(await on.client.sweep()).toMatchObject({ elsewhere: [{ number: appeared }] });
    control.takeAway(before);
    await on.client.sweep();
    const [list] = await on.ledger.lists();
    expect(list?.leases).toMatchObject([{ lease: { number: appeared }, origin: "elsewhere" }]);
    return "L";
  }),
);

fault("68 release that answers 404: unknown, then released", () =>
  released({
    contiguity: {
      status: 404,
      body: { object: "error", data: { error: "You do not lease this number.", status: 404 } },
    },
    sinch: { status: 404, body: { error: { code: 404, message: "Gone.", status: "NOT_FOUND" } } },
    after: true,
    check: ({ operation }) => expect(operation?.lease?.state).toMatch(/^releas(ed|ing)$/),
  }),
);

fault("69 release that is refused: still leased", () =>
  released({
    contiguity: {
      status: 400,
      body: { object: "error", data: { error: "Held for 30 days at least.", status: 400 } },
    },
    sinch: {
      status: 400,
      body: { error: { code: 400, message: "Held for 30 days at least.", status: "X" } },
    },
    after: false,
    check: async ({ thrown }, { ledger, number }) => {
      expect(thrown).toMatchObject({ kind: "rejected", reason: "Held for 30 days at least." });
      expect(await ledger.lists()).toMatchObject([{ leases: [{ lease: { number } }] }]);
    },
  }),
);

fault("70 release with a server error: unknown", () => {
  const observe = (after: boolean) => () =>
    ofAll([500, 502, 503], (status) =>
      released({ contiguity: { status, body: "" }, sinch: { status, body: "" }, after }),
    );
  return cases(["acted", observe(true)], ["not", observe(false)]);
});

// Of the ledger's file.

/** SQLite itself says that there is no room, as soon as a page more is needed. */
async function diskFull(): Promise<string> {
  const ledger = ledgerAt(join(temporaryFolder(), "ledger.sqlite"));
  // So long that it needs more pages than are free.
  const on = await stage({ transport, ledger, account: "a".repeat(80_000) });
  await ledger.operations();
  // eslint-disable-next-line typescript/unbound-method -- called with its database, below
  const exec = DatabaseSync.prototype.exec;
  const limited = vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    exec.call(this, sql);
    // No less than there are now, whatever number is given.
    if (sql === "BEGIN IMMEDIATE") exec.call(this, "PRAGMA max_page_count = 1");
  });
  onTestFinished(() => limited.mockRestore());
  const { observed, thrown, operation } = await on.lease();
  limited.mockRestore();
  // It is the claim that finds no room.
  expect(operation).toBeNull();
  expect(thrown).toEqual({ kind: "ledger-unavailable", reason: "full" });
  expect(writes(on)).toBe(0);
  return observed;
}

async function readOnlyProfile(): Promise<string> {
  const on = await stage({
    transport,
    ledger: ledgerAt(join(temporaryFolder(), "x", "ledger.sqlite")),
  });
  const path = join(temporaryFolder(), "profile", "ledger.sqlite");
  const ledger = ledgerAt(path);
  const held = stageOn(on.sandbox, { transport, ledger });
  await held.held();
  await ledger.close();
  return inReadOnlyProfile(path, on.sandbox, "committed");
}

async function readOnlyAfterCrash(): Promise<string> {
  const first = await stage({ transport });
  await first.held();
  return inReadOnlyProfile(await after("sent", first), first.sandbox, "sent");
}

/** A process of a user who may read the profile and write nothing. */
async function inReadOnlyProfile(path: string, sandbox: Sandbox, state: string): Promise<string> {
  const folder = dirname(path);
  const inside = readdirSync(folder).map((name) => join(folder, name));
  const folders = [folder, ...inside.filter((one) => statSync(one).isDirectory())];
  for (const one of inside) chmodSync(one, 0o444);
  for (const one of folders) chmodSync(one, 0o555);
  // Whoever the process becomes has to come as far as here.
  chmodSync(dirname(folder), 0o755);
  // Or nobody but root could remove it.
  onTestFinished(() => folders.forEach((one) => chmodSync(one, 0o755)));
  const written = await runProgram(readingOnly, {
    path,
    contiguity: sandbox.contiguity,
    number: specialNumbers.contiguity.bareData,
  });
  const { failure, listed, operations } = JSON.parse(written) as Record<string, unknown>;
  expect(failure).toEqual({ kind: "ledger-unavailable", reason: "read-only" });
  expect(listed).toEqual([plain]);
  expect(operations).toEqual([{ number: plain, state }]);
  expect(sandbox.control.writes()["contiguity.lease"].received).toBe(1);
  return "B";
}

const readingOnly = `
  import { createLeaseClient } from "@leaseline/core";
  import { sqliteLedger } from "@leaseline/core/node";
  import { contiguityProvider } from "@leaseline/core/contiguity";
  const account = contiguityProvider({ ...given.contiguity, account: "a" });
  // Root may write everywhere, so it has to become somebody else: once everything is loaded, as that one
  // may not be let in to where the modules are.
  if (process.getuid?.() === 0) {
    await account.quote(given.number);
    process.setgid(65534);
    process.setuid(65534);
  }
  const ledger = sqliteLedger({ path: given.path });
  const client = createLeaseClient({ accounts: [account], ledger });
  const failure = await client
    .quote("a", given.number)
    .then((quoted) => client.lease(quoted, { unknownPrice: true }))
    .then(() => null, (error) => error.failure);
  const listed = [];
  for await (const event of client.list())
    if (event.kind === "items") listed.push(...event.items.map(({ number }) => number));
  const operations = await client.operations();
  console.log(JSON.stringify({
    failure,
    listed,
    operations: operations.map(({ number, state }) => ({ number, state })),
  }));
`;

async function newerVersion(): Promise<string> {
  const first = await stage({ transport, at: "sinch" });
  const path = await closedAfterSent(first);
  const database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  const on = stageOn(first.sandbox, { transport, ledger: ledgerAt(path), at: "sinch" });
  const quoted = await on.client.quote("a", on.number);
  const failure = await on.client.lease(quoted).then(
    () => null,
    (error: { readonly failure?: unknown }) => error.failure,
  );
  const newer = { kind: "ledger-unavailable", reason: "newer-version" } as const;
  expect(failure).toEqual(newer);
  expect(describeFailure(newer).next).toMatch(/^Update Leaseline/);
  expect(writes(on)).toBe(0);
  return "B";
}

/** The path of a ledger whose process was killed. */
async function after(state: "claimed" | "sent", on: Stage): Promise<string> {
  const path = join(temporaryFolder(), "profile", "ledger.sqlite");
  const before = ledgerAt(path);
  await before.notices();
  await before.close();
  await crashed(path, wishOf(on), state);
  return path;
}

/** The path of a ledger that was closed while an operation was on its way, with all of it in the one file. */
async function closedAfterSent(on: Stage): Promise<string> {
  const path = join(temporaryFolder(), "ledger.sqlite");
  const ledger = ledgerAt(path);
  const claim = await ledger.claim(wishOf(on));
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  await ledger.record(claim.operation.id, { kind: "sent" });
  await ledger.close();
  return path;
}

function ledgerAt(path: string): Ledger {
  const ledger = sqliteLedger({ path });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** @param from - counted from the end when it is negative. */
function scribble(path: string, from: number, length: number): void {
  const bytes = readFileSync(path);
  const start = from < 0 ? bytes.length + from : from;
  writeFileSync(path, bytes.fill(0xa5, start, Math.min(start + length, bytes.length)));
}

function cutOff(path: string): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(0, bytes.length - 4096));
}

/** A quote as there was before somebody had leased the number: a window may still show it. */
async function quoteFor({ client, number }: Stage): Promise<Quote> {
  return { ...(await client.quote("a", e164(specialNumbers.contiguity.bareData))), number };
}

interface Releasing {
  readonly contiguity: Answer;
  readonly sinch: Answer;
  /** Whether the provider has carried it out before it answers so. */
  readonly after: boolean;
  readonly check?: (seen: Seen, on: Stage) => unknown;
}

type Answer = Extract<SandboxFault, { status: number }>;

function released({ after: acted, check, ...answers }: Releasing): Promise<string> {
  return everywhere(async (options) => {
    const on = await stage(options);
    const lease = await on.held();
    const operation = options.at === "sinch" ? "sinch.release" : "contiguity.terminate";
    on.sandbox.control.fault(operation, { ...answers[options.at], after: acted });
    const seen = await on.release(lease);
    await check?.(seen, on);
    const { received, committed } = on.sandbox.control.writes()[operation];
    expect({ received, committed }).toEqual({ received: 1, committed: acted ? 1 : 0 });
    return seen.observed;
  });
}

function writes({ sandbox }: Stage): number {
  return Object.values(sandbox.control.writes()).reduce((sum, { received }) => sum + received, 0);
}
