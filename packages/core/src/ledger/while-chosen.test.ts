import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { e164 } from "../../test/support/e164.js";
import { exampleAccount } from "../../test/support/example-account.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { exampleOperation } from "../../test/support/example-operation.js";
import { temporaryFolder } from "../../test/support/ledger-harness.js";
import { badInput } from "../errors/lease-error.js";
import { sqliteStore } from "../node/sqlite/store.js";
import { memoryRecords } from "./memory-records.js";
import { memoryStore } from "./memory-ledger.js";
import { createLedger } from "./rules.js";
import type { LedgerStore } from "./store.js";

const kinds: readonly [string, () => () => LedgerStore][] = [
  [
    "in memory",
    () => {
      const records = memoryRecords();
      return () => memoryStore(records);
    },
  ],
  [
    "in a file",
    () => {
      const path = join(temporaryFolder(), "ledger.sqlite");
      return () => sqliteStore(() => path);
    },
  ],
];
const refused = { failure: { kind: "bad-input", field: "ledger" } };

describe.each(kinds)("a ledger %s, once another one has been chosen", (_, start) => {
  const opened = () => {
    const open = start();
    let isChosen = true;
    const checkChosen = () => {
      if (!isChosen) throw badInput("ledger", "Another one has been chosen.");
    };
    const store = { ...open(), checkChosen };
    const ledger = createLedger(store);
    onTestFinished(() => ledger.close());
    return { ledger, other: open, leave: () => void (isChosen = false) };
  };
  const number = e164("+13055550100");
  const { account, identity } = exampleAccount();
  const request = { ...exampleOperation({ kind: "lease", number, state: "claimed" }), identity };

  it("has nothing begun in it, and nothing said by a person", async () => {
    const { ledger, leave } = opened();
    leave();
    for (const write of [
      () => ledger.claim(request),
      () => ledger.note(number, { isProtected: true }),
      () => ledger.setCaps([]),
      () => ledger.keepList(exampleAccount(), [], 0),
    ])
      await expect(write()).rejects.toMatchObject(refused);
    expect(await ledger.operations()).toEqual([]);
  });

  it("has nothing marked as sent, and what was claimed given up", async () => {
    const { ledger, leave } = opened();
    const claim = await ledger.claim(request);
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    leave();
    const { id } = claim.operation;
    await expect(ledger.record(id, { kind: "sent" })).rejects.toMatchObject(refused);
    const failure = { kind: "not-sent", reason: "interrupted" } as const;
    expect(await ledger.record(id, { kind: "not-sent", failure })).toMatchObject({
      state: "not-sent",
    });
  });

  it("is told what became of what was sent", async () => {
    const { ledger, leave } = opened();
    const claim = await ledger.claim(request);
    if (claim.kind !== "claimed") throw new Error(claim.kind);
    const { id } = claim.operation;
    await ledger.record(id, { kind: "sent" });
    leave();
    const lease = exampleLease({ number, account });
    expect(await ledger.takeOver(id, [identity])).toMatchObject({ state: "sent" });
    await ledger.record(id, { kind: "committed", lease, how: "answered" });
    expect(await ledger.find(id)).toMatchObject({ state: "committed" });
  });

  it("has nothing begun by whoever waited for its turn meanwhile", async () => {
    const { ledger, other, leave } = opened();
    await ledger.position();
    const busy = other();
    onTestFinished(() => busy.close());
    let finish = () => {};
    const began = new Promise<void>((begun) => {
      void busy.write(async () => {
        begun();
        await new Promise<void>((done) => (finish = done));
      });
    });
    await began;
    const claiming = expect(ledger.claim(request)).rejects.toMatchObject(refused);
    leave();
    finish();
    await claiming;
    expect(await ledger.operations()).toEqual([]);
  });
});
