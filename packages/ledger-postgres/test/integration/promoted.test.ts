import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AccountIdentity,
  type Ledger,
  createLeaseClient,
  createLedger,
  toE164,
} from "@leaseline/core";
import { contiguityProvider } from "@leaseline/core/contiguity";
import { type Sandbox, specialNumbers, startSandbox } from "@leaseline/sandbox";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { postgresStore } from "../../src/index.js";
import { type Pair, startPair } from "../support/standby.js";
import { withoutPostgres } from "../support/stage.js";
import { another, identity, request } from "../support/request.js";

const schema = "leaseline";
const write = "contiguity.lease";
const third = "+13055550102" as typeof another;
const other = "example||b" as AccountIdentity;
const both = [
  { identity, account: "a" },
  { identity: other, account: "b" },
];

describe.skipIf(withoutPostgres)("a standby that is promoted", () => {
  let pair: Pair;
  let folders: string;
  /** What is to be closed, whether or not a test has come to its end. */
  const opened: { close(): Promise<void> }[] = [];

  beforeEach(async () => {
    pair = await startPair();
    folders = mkdtempSync(join(tmpdir(), "leaseline-standby-"));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    await pair.close();
    rmSync(folders, { recursive: true });
  });

  it("has the session of who is still connected to the former one, once that is over", async () => {
    const sender = open("one");
    const { id } = claimed(await sender.claim(request));
    await pair.caughtUp();
    const lock = "SELECT pid FROM pg_locks WHERE locktype = 'advisory'";
    // Its connections end but the one that holds its session's lock.
    await pair.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name LIKE 'leaseline%' AND pid NOT IN (${lock})`,
    );
    await pair.failOver("left alone");
    // By what the standby has of it, it is there.
    await sender.setCaps([]);
    const next = open("two");
    expect((await next.status()).sessions.map(({ session }) => session)).toContain(sender.session);
    expect(await sender.find(id)).toMatchObject({ state: "needs-attention" });
    // Somebody there has taken it for gone.
    await pair.sql(`UPDATE ${schema}.sessions SET ended = true`);
    expect(await sender.setCaps([])).toBe(true);
  });

  /** On a machine of its own, with the two accounts connected. */
  function open(machine: string, lossSettlesMs = 0, accounts = both) {
    const folder = join(folders, machine);
    const { connection } = pair;
    const ledger = createLedger(postgresStore({ connection, schema, folder, lossSettlesMs }));
    ledger.connect(accounts);
    opened.push(ledger);
    return ledger;
  }
  const timeline = async () =>
    (await pair.sql(`SELECT timeline FROM ${schema}.ledger`))[0]?.["timeline"];

  it("leases nothing before every account was read, and asks about what may have been sent, while those who sent it live", async () => {
    const sender = open("one");
    for (const account of both) await sender.keepList(account, [], await sender.position());
    const claim = claimed(await sender.claim(request));
    await pair.caughtUp();
    pair.holdBack();
    // Acknowledged, and on one server only.
    await sender.record(claim.id, { kind: "sent" });
    const gone = claimed(await sender.claim({ ...request, number: another }));
    await sender.record(gone.id, { kind: "sent" });
    expect(await timeline()).toBe("00000001");
    const seen = await sender.position();
    await pair.failOver();

    // Of a machine that has never seen the ledger: the database alone says it.
    const next = open("two");
    const refused = { kind: "unlisted", because: "rewound" };
    const wanted = { ...request, number: third };
    expect(await next.claim(wanted)).toMatchObject({ ...refused, identities: [identity, other] });
    expect(await timeline()).toBe("00000002");
    expect(await next.find(claim.id)).toMatchObject({ state: "needs-attention" });
    expect(await next.find(gone.id)).toBeNull();
    // Its sender is there again, and may say how it ended; nobody else takes it over.
    await sender.setCaps([]);
    // It had seen more than there is now, and nobody has lost anything for a second time.
    expect(await next.notices()).toMatchObject([{ kind: "rewound" }]);
    expect(await next.position()).toBeGreaterThan(seen);
    // What was read before the failover says nothing of what was lost with it.
    for (const account of both) await sender.keepList(account, [], seen);
    expect(await next.claim(wanted)).toMatchObject({ ...refused, identities: [identity, other] });
    expect(await next.takeOver(claim.id, [identity])).toBeNull();
    const failure = { kind: "number-taken" } as const;
    expect((await sender.record(claim.id, { kind: "rejected", failure })).state).toBe("rejected");
    await expect(sender.record(gone.id, { kind: "rejected", failure })).rejects.toMatchObject({
      failure: { kind: "outcome-unknown", reason: "record-lost" },
    });

    const [first, second] = both;
    if (first) await next.keepList(first, [], await next.position());
    expect(await next.claim(wanted)).toMatchObject({ ...refused, identities: [other] });
    expect(await sender.claim({ ...request, number: another })).toMatchObject(refused);
    if (second) await sender.keepList(second, [], await sender.position());
    expect((await next.claim(wanted)).kind).toBe("claimed");
  });

  it("has a number leased once whose records are lost, and finds it again", async () => {
    const sandbox = await startSandbox();
    try {
      const number = toE164(specialNumbers.contiguity.plain);
      if (!number) throw new Error("the sandbox has a number that is none");
      let hasFound = () => {};
      const found = new Promise<void>((resolve) => (hasFound = resolve));
      const [one, two] = [client(sandbox, "one"), client(sandbox, "two", hasFound)];
      await two.operations();
      const quote = await one.quote("contiguity", number);
      await pair.caughtUp();
      pair.holdBack();
      sandbox.control.hold(write);
      const leased = one.lease(quote);
      await expect.poll(() => sandbox.control.writes()[write].received).toBe(1);
      // It waits for the first one's operation, of which nothing is left then.
      const joined = two.standing({ kind: "lease", account: "contiguity", number });
      const told = joined.catch((error: unknown) => error);
      await found;
      await pair.failOver();
      expect(await told).toMatchObject({
        failure: { kind: "outcome-unknown", reason: "record-lost" },
      });
      // Nobody knows of the request, and it is under way.
      expect(await two.operations()).toEqual([]);
      await expect(two.lease(await two.quote("contiguity", number))).rejects.toMatchObject({
        failure: { kind: "unlisted", because: "rewound" },
      });
      sandbox.control.letGo();
      // Who sent it has heard it, and says so.
      expect(await leased).toMatchObject({ kind: "committed", how: "answered" });
      const { elsewhere } = await two.sweep();
      expect(elsewhere.map((lease) => lease.number)).toEqual([number]);
      expect(sandbox.control.writes()[write].received).toBe(1);
      expect(sandbox.control.owned("contiguity")).toEqual([number]);
    } finally {
      await sandbox.close();
    }
  });

  /** @param found - told when it has looked for what stands in the way of a request. */
  function client({ contiguity }: Sandbox, machine: string, found = () => {}) {
    const accounts = [contiguityProvider({ ...contiguity, account: "contiguity" })];
    const ledger = open(machine, 60_000, []);
    const standing: Ledger["standing"] = (wanted) => ledger.standing(wanted).finally(found);
    return createLeaseClient({ accounts, ledger: { ...ledger, standing } });
  }
});

function claimed(claim: Awaited<ReturnType<ReturnType<typeof createLedger>["claim"]>>) {
  if (claim.kind === "claimed") return claim.operation;
  throw new Error(claim.kind);
}
