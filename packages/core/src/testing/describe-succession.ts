import assert from "node:assert/strict";
import type { AccountIdentity } from "../domain/account.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  known,
  leaseOf,
  leased,
  ledgerOn,
  lost,
  number,
  refused,
  request,
} from "./ledger-stage.js";

/** An account gets what was known of it under another key, or before ledgers told accounts apart, and nothing else. */
export function describeSuccession(test: StoreTest): void {
  test("it gives an account what was known of it by its former key, when its list shows a number of it", async (stage) => {
    const ledger = ledgerOn(stage);
    const [old, now] = ["1", "2"].map((key) => ({
      identity: `example|https://api|key:${key}` as AccountIdentity,
      account: "main",
    })) as [typeof a, typeof a];
    await begun(ledger, { ...request, ...old }, { kind: "sent" }, done());
    const open = await begun(
      ledger,
      { ...request, ...old, number: another },
      { kind: "sent" },
      { kind: "unknown", failure: lost },
    );
    await ledger.keepList(now, [], await ledger.position());
    assert.equal((await ledger.find(open.id))?.identity, old.identity);
    await ledger.keepList(now, [leaseOf(number, "main")], await ledger.position());
    assert.equal((await ledger.find(open.id))?.identity, now.identity);
    assert.deepEqual(await known(ledger), [[number, "here"]]);
  });

  test("it gives nothing to an account that has leased the number anew, here or elsewhere", async (stage) => {
    const ledger = ledgerOn(stage);
    const [old, now] = ["1", "2"].map((key) => ({
      identity: `example|https://api|key:${key}` as AccountIdentity,
      account: "main",
    })) as [typeof a, typeof a];
    const first = await begun(ledger, { ...request, ...old }, { kind: "sent" }, done());
    await ledger.keepList(old, [{ ...leaseOf(number), leaseId: "1" }, leaseOf(another)], 1e9);
    await ledger.keepList(now, [{ ...leaseOf(number), leaseId: "2" }], await ledger.position());
    assert.equal((await ledger.find(first.id))?.identity, old.identity);
    const anew = { ...request, ...now, number: another };
    await begun(ledger, anew, { kind: "sent" }, done(another));
    await ledger.keepList(now, [leaseOf(another)], await ledger.position());
    assert.equal((await ledger.find(first.id))?.identity, old.identity);
  });

  test("it tells what was leased from here as that, where both lists have the number", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(b, [leaseOf(number, "b")], await ledger.position());
    await leased(ledger);
    await ledger.succeed(a, b);
    assert.deepEqual(await known(ledger), [[number, "here"]]);
    assert.equal((await ledger.lists()).length, 1);
  });

  test("it gives no account what another one holds whose name it has", async (stage) => {
    const ledger = ledgerOn(stage);
    const { id } = await leased(ledger);
    await ledger.keepList({ ...b, account: "a" }, [leaseOf(number)], await ledger.position());
    assert.equal((await ledger.find(id))?.identity, a.identity);
    await ledger.succeed(a, b);
    assert.equal((await ledger.find(id))?.identity, b.identity);
  });

  test("it gives one number to one of two that have begun on it before ledgers knew accounts apart", async (stage) => {
    const ledger = ledgerOn(stage);
    const begunOnce = await begun(ledger, request, { kind: "not-sent", failure: refused });
    const store = stage.open();
    const old = [a, b].map(({ account }) => ({
      ...begunOnce,
      id: `of ${account}`,
      account,
      identity: null,
      state: "sent" as const,
    }));
    await store.write(async (records) => {
      for (const one of old) await records.insertOperation(one, await records.advance());
    });
    const identities = async () =>
      Promise.all(old.map(async ({ id }) => (await ledger.find(id))?.identity));
    await ledger.succeed({ identity: null, account: "a" }, a);
    assert.deepEqual(await identities(), [a.identity, null]);
    await ledger.succeed({ identity: null, account: "b" }, b);
    assert.deepEqual(await identities(), [a.identity, null]);
  });
}
