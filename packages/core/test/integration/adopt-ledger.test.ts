import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it, onTestFinished } from "vitest";
import type { AccountIdentity } from "../../src/domain/account.js";
import type { E164 } from "../../src/domain/phone-number.js";
import { openStates } from "../../src/ledger/operation.js";
import { adoptLedger } from "../../src/node/adopt-ledger.js";
import { exampleLease } from "../support/example-lease.js";
import { openFile, temporaryFolder } from "../support/ledger-harness.js";

const first = join(import.meta.dirname, "..", "fixture", "ledgers", "version-1.sqlite");
const work = { identity: "sinch||work" as AccountIdentity, account: "work" };
const request = {
  ...work,
  kind: "lease",
  price: null,
  lease: null,
  key: null,
} as const;

/** A ledger as the first version left it. */
function fixture(): string {
  const path = join(temporaryFolder(), "ledger.sqlite");
  copyFileSync(first, path);
  return path;
}

it("opens a ledger of the first version with all that it held", async () => {
  const ledger = openFile(fixture());
  const operations = await ledger.operations();
  expect(operations).toHaveLength(14);
  expect(operations.every(({ identity, key, how }) => !identity && !key && !how)).toBe(true);
  expect(
    (await ledger.operations({ states: openStates })).map(({ number, state }) => [number, state]),
  ).toEqual([
    ["+13055550111", "sent"],
    ["+13055550100", "sent"],
    ["+13055550114", "needs-attention"],
    ["+46850520113", "accepted"],
    ["+13055550112", "unknown"],
    ["+13055550111", "sent"],
    ["+13055550110", "claimed"],
    ["+13055550190", "needs-attention"],
  ]);
  const [last] = await ledger.operations({ states: ["absent"] });
  const history = await ledger.history(last?.id ?? "");
  expect(history.map(({ event }) => event.kind)).toEqual(["sent", "unknown", "absent"]);
  const lists = await ledger.lists();
  expect(lists).toMatchObject([
    { identity: null, account: "Spare+account", leases: [] },
    { identity: null, account: "work" },
  ]);
  expect(lists[1]?.leases.map(({ lease, origin }) => [lease.number, origin])).toEqual([
    ["+13055550100", "before"],
    ["+13055550102", "here"],
    ["+13055550108", "elsewhere"],
  ]);
  expect(await ledger.notices()).toMatchObject([{ kind: "damaged", blocked: 1 }]);
  // Four that are held, one of them for 12.00 a year, and five reservations at 2.00.
  expect((await ledger.spending()).running).toEqual([{ amount: "17.00", currency: "USD" }]);
});

it("keeps every number blocked that an operation of the first version holds", async () => {
  const ledger = openFile(fixture());
  for (const number of ["+13055550110", "+13055550111", "+13055550100", "+46850520113"] as E164[]) {
    const other = { identity: "contiguity||other" as AccountIdentity, account: "other" };
    expect(await ledger.claim({ ...request, ...other, number })).toMatchObject({ kind: "held" });
    // By its name it may be this account's: its list tells.
    const { kind } = await ledger.claim({ ...request, number });
    expect(["held", "perhaps-own"]).toContain(kind);
  }
});

it("lets a program of the first version that still has it open finish, and begin nothing", async () => {
  const path = fixture();
  const old = new DatabaseSync(path);
  onTestFinished(() => old.close());
  const id = String(old.prepare("SELECT id FROM operations WHERE state = 'claimed'").get()?.["id"]);
  const ledger = openFile(path);
  expect(await ledger.find(id)).toMatchObject({ state: "claimed" });
  // As the first version writes: every column that it knows, by name.
  old.prepare("UPDATE operations SET state = 'sent', failure = NULL WHERE id = ?").run(id);
  expect(await ledger.find(id)).toMatchObject({ state: "sent" });
  const begin = `INSERT INTO operations
      (position, id, kind, account, number, state, sender, price, failure, "order", lease, startedAt, changedAt)
    VALUES (9999, 'x', 'lease', 'work', '+13055550199', 'claimed', 's', NULL, NULL, NULL, NULL, '', '')`;
  expect(() => old.exec(begin)).toThrow(/operations.version/);
});

it("knows whose the operations of the first version are once a list shows it", async () => {
  const ledger = openFile(fixture());
  const [held] = await ledger.operations({ number: "+13055550110" as E164 });
  const id = held?.id ?? "";
  expect(await ledger.takeOver(id, [work.identity])).toBeNull();
  // Of the same name, and another account.
  const stranger = { identity: "sinch||stranger" as AccountIdentity, account: "work" };
  await ledger.keepList(stranger, [], await ledger.position());
  expect((await ledger.find(id))?.identity).toBeNull();
  const lease = exampleLease({ number: "+13055550102" as E164, account: "work" });
  await ledger.keepList(work, [lease], await ledger.position());
  expect((await ledger.find(id))?.identity).toBe(work.identity);
  expect(await ledger.takeOver(id, [work.identity])).toMatchObject({ sender: ledger.session });
  const [, known] = (await ledger.lists()).filter(({ account }) => account === "work");
  expect(known?.identity).toBe(work.identity);
  // One of them has an open operation; the third is not listed any more.
  expect(known?.leases.map((one) => [one.lease.number, one.origin])).toEqual([
    ["+13055550100", "before"],
    ["+13055550102", "here"],
  ]);
});

it("lets a person say whose they are, and give one up of which nobody knows", async () => {
  const ledger = openFile(fixture());
  await ledger.succeed({ identity: null, account: "Spare+account" }, work);
  const [accepted] = await ledger.operations({ states: ["accepted"] });
  expect(accepted?.identity).toBe(work.identity);
  const [unknown] = await ledger.operations({ states: ["unknown"] });
  expect(await ledger.record(unknown?.id ?? "", { kind: "abandoned" })).toMatchObject({
    state: "abandoned",
  });
});

it("takes a ledger over once, whole, and leaves the old one unusable", async () => {
  const from = fixture();
  const before = await openFile(fixture()).operations();
  const into = join(temporaryFolder(), "ledger.sqlite");
  const own = openFile(into);
  const claim = await own.claim({ ...request, number: "+13055550199" as E164 });
  expect(await adoptLedger(from, into)).toEqual({ operations: 14 });
  expect((await own.operations()).slice(0, 14).map(({ id }) => id)).toEqual(
    before.map(({ id }) => id),
  );
  expect(await own.operations()).toHaveLength(15);
  expect(claim).toMatchObject({ kind: "claimed" });
  expect((await own.spending()).running).toEqual([{ amount: "17.00", currency: "USD" }]);
  const blocked = { ...request, account: "other", number: "+13055550110" as E164 };
  expect(await own.claim(blocked)).toMatchObject({ kind: "held" });
  expect(await adoptLedger(from, into)).toEqual({ operations: null });
  await expect(
    openFile(from).claim({ ...request, number: "+13055550198" as E164 }),
  ).rejects.toMatchObject({
    failure: { kind: "bad-input", reason: expect.stringContaining(into) },
  });
});

it("lets nobody write in the old one who has it open", async () => {
  const from = fixture();
  const old = openFile(from);
  expect(await old.operations()).toHaveLength(14);
  const earlier = new DatabaseSync(from);
  onTestFinished(() => earlier.close());
  const into = join(temporaryFolder(), "ledger.sqlite");
  await adoptLedger(from, into);
  // As every version does with whatever it writes.
  expect(() => earlier.exec("UPDATE counter SET position = position + 1")).toThrow(/moved/);
  expect(() => earlier.exec("UPDATE operations SET state = 'sent'")).toThrow(/moved/);
  const claim = old.claim({ ...request, number: "+13055550198" as E164 });
  await expect(claim).rejects.toMatchObject({ failure: { kind: "bad-input" } });
  await expect(old.operations()).rejects.toThrow(into);
});

it("takes nothing over while a session of the old one has something under way", async () => {
  const from = join(temporaryFolder(), "ledger.sqlite");
  const old = openFile(from);
  const claim = await old.claim({ ...request, number: "+13055550110" as E164 });
  const into = join(temporaryFolder(), "ledger.sqlite");
  await expect(adoptLedger(from, into)).rejects.toMatchObject({
    failure: { kind: "ledger-unavailable", reason: "busy" },
  });
  await old.close();
  expect(await adoptLedger(from, into)).toEqual({ operations: 1 });
  expect(claim).toMatchObject({ kind: "claimed" });
});

it("leaves out accounts that have no place in the new one", async () => {
  const into = join(temporaryFolder(), "ledger.sqlite");
  const taken = await adoptLedger(fixture(), into, (account) => account === "Spare+account");
  expect(taken).toEqual({ operations: 12 });
  expect((await openFile(into).lists()).map(({ account }) => account)).toEqual(["work"]);
});
