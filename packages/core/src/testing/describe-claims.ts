import assert from "node:assert/strict";
import type { AccountIdentity } from "../domain/account.js";
import { openStates } from "../ledger/operation.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  ledgerOn,
  leaseOf,
  lost,
  number,
  operationOf,
  refused,
  release,
  request,
} from "./ledger-stage.js";

const [old, now] = ["1", "2"].map((key) => ({
  identity: `example|https://api|key:${key}` as AccountIdentity,
  account: "a",
})) as [typeof a, typeof a];

/** A number is held by one operation, and the same request twice is one answer. */
export function describeClaims(test: StoreTest): void {
  test("it lets one operation at a time have a number, in one session and in several", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    const claims = await Promise.all([
      one.claim(request),
      one.claim(release),
      other.claim(request),
      other.claim({ ...request, ...b }),
    ]);
    const kinds = claims.map(({ kind }) => kind).toSorted();
    assert.deepEqual(kinds, ["claimed", "held", "held", "held"]);
    assert.equal((await one.operations({ states: openStates })).length, 1);
    assert.equal((await other.claim({ ...request, number: another })).kind, "claimed");
  });

  test("it lets one of many sessions have a number that all want at once", async (stage) => {
    const ledgers = Array.from({ length: 8 }, () => ledgerOn(stage));
    for (const one of [number, another]) {
      const claims = await Promise.all(ledgers.map((at) => at.claim({ ...request, number: one })));
      assert.equal(claims.filter(({ kind }) => kind === "claimed").length, 1);
    }
  });

  test("it holds a number while its operation is open, and frees it when that has ended", async (stage) => {
    const ledger = ledgerOn(stage);
    for (const end of [
      { kind: "rejected", failure: refused },
      { kind: "not-sent", failure: refused },
    ] as const) {
      const { id } = await begun(ledger, request, { kind: "sent" });
      assert.equal((await ledger.claim(request)).kind, "held");
      await ledger.record(id, end);
    }
    const { id } = await begun(
      ledger,
      request,
      { kind: "sent" },
      { kind: "unknown", failure: lost },
    );
    assert.equal((await ledger.claim(request)).kind, "held");
    await ledger.record(id, { kind: "needs-attention", failure: lost });
    assert.equal((await ledger.claim(request)).kind, "held");
    await ledger.record(id, { kind: "abandoned" });
    assert.equal((await ledger.claim(request)).kind, "claimed");
  });

  test("it answers the same request with what was done, and other requests not", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    const { id } = await begun(ledger, request, { kind: "sent" }, done());
    for (const one of [ledger, other]) {
      const claim = await one.claim(request);
      assert.equal(claim.kind === "done" && claim.by.id, id);
      const standing = await one.standing(request);
      assert.equal(standing?.kind === "done" && standing.by.id, id);
    }
    assert.equal(await ledger.standing({ ...request, ...b }), null);
    assert.equal(await ledger.standing(release), null);
    assert.equal((await ledger.operations()).length, 1);
  });

  test("it says that a lease was done no longer once it was released, and then that of the release", async (stage) => {
    const ledger = ledgerOn(stage);
    await begun(ledger, request, { kind: "sent" }, done());
    await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
    assert.equal((await ledger.standing(release))?.kind, "done");
    assert.equal(await ledger.standing(request), null);
  });

  test("it says that something was done no longer once lists say otherwise", async (stage) => {
    const ledger = ledgerOn(stage);
    await begun(ledger, request, { kind: "sent" }, done());
    await ledger.keepList(a, [], await ledger.position());
    // One list may be out of date.
    assert.equal((await ledger.standing(request))?.kind, "done");
    await ledger.keepList(a, [], await ledger.position());
    assert.equal(await ledger.standing(request), null);
    await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    assert.equal(await ledger.standing(release), null);
  });

  test("it has the list of an account read first that may have leased the number with another key", async (stage) => {
    const [before, ledger] = [ledgerOn(stage), ledgerOn(stage)];
    const keyed = { ...request, ...old, key: "order 7" };
    const { id } = await begun(before, keyed, { kind: "sent" }, done());
    for (const one of [
      { ...keyed, ...now },
      { ...request, ...now },
      { ...release, ...now },
    ]) {
      assert.deepEqual(await ledger.claim(one), { kind: "perhaps-own" });
      assert.deepEqual(await ledger.standing(one), { kind: "perhaps-own" });
    }
    operationOf(await ledger.claim({ ...request, ...now, number: another }));
    await ledger.keepList(now, [leaseOf(number)], await ledger.position());
    const claim = await ledger.claim({ ...keyed, ...now });
    assert.equal(claim.kind === "done" && claim.by.id, id);
  });

  test("it takes an account for another one whose list does not have the number", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(now, [], await ledger.position());
    await begun(ledger, { ...request, ...old }, { kind: "sent" }, done());
    // Older than the lease, the list says nothing of it.
    assert.deepEqual(await ledger.standing({ ...request, ...now }), { kind: "perhaps-own" });
    const both = ledgerOn(stage);
    both.connect([old, now]);
    assert.equal(await both.standing({ ...request, ...now }), null);
    await ledger.keepList(now, [], await ledger.position());
    operationOf(await ledger.claim({ ...request, ...now }));
  });

  test("it has that list read once where nobody knows what became of the number", async (stage) => {
    const [before, ledger] = [ledgerOn(stage), ledgerOn(stage)];
    await before.keepList(old, [leaseOf(another)], 0);
    await begun(
      before,
      { ...request, ...old },
      { kind: "sent" },
      { kind: "unknown", failure: lost },
    );
    assert.deepEqual(await ledger.standing({ ...request, ...now }), { kind: "perhaps-own" });
    await ledger.keepList(now, [], await ledger.position());
    assert.equal((await ledger.standing({ ...request, ...now }))?.kind, "held");
  });

  test("it knows a request by the caller's key, and refuses the key to another request", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    const keyed = { ...request, key: "order 7" };
    const { id } = await begun(ledger, keyed);
    const held = await other.claim(keyed);
    assert.equal(held.kind === "held" && held.by.id, id);
    for (const wrong of [
      { ...keyed, number: another },
      { ...keyed, ...b },
      { ...release, key: "order 7" },
    ]) {
      assert.equal((await other.claim(wrong)).kind, "key-taken");
      assert.equal((await other.standing(wrong))?.kind, "key-taken");
    }
    await ledger.record(id, { kind: "sent" });
    await ledger.record(id, done());
    await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
    // Also when it is not so any more: it is an answer to this request, and not a new one.
    const again = await other.claim(keyed);
    assert.equal(again.kind === "done" && again.by.id, id);
  });

  test("it has a key lead for ever to the same request that another one had begun", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    const keyed = { ...request, key: "order 7" };
    const { id } = await begun(ledger, request, { kind: "sent" }, done());
    const elsewhere = { ...keyed, number: another };
    assert.equal(await other.keepKey(elsewhere, id), false);
    assert.equal(await other.standing(elsewhere), null);
    for (const one of [other, ledger]) assert.equal(await one.keepKey(keyed, id), true);
    const unkeyed = { ...elsewhere, key: null };
    const second = await begun(ledger, unkeyed, { kind: "sent" }, done(another));
    assert.equal(await other.keepKey(elsewhere, second.id), false);
    assert.equal((await ledger.claim(elsewhere)).kind, "key-taken");
    await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
    const again = await other.claim(keyed);
    assert.equal(again.kind === "done" && again.named && again.by.id, id);
    operationOf(await other.claim({ ...request, key: "order 8" }));
  });

  test("it begins a request again under its key after it was not sent", async (stage) => {
    const ledger = ledgerOn(stage);
    const keyed = { ...request, key: "order 7" };
    await begun(ledger, keyed, { kind: "not-sent", failure: refused });
    operationOf(await ledger.claim(keyed));
  });
}
