import assert from "node:assert/strict";
import {
  type StoreTest,
  a,
  another,
  begun,
  done,
  leaseOf,
  ledgerOn,
  lost,
  monthly,
  number,
  release,
  request,
} from "./ledger-stage.js";

/** What is tried is held against what is there, and nothing of it stays. */
export function describeRehearsals(test: StoreTest): void {
  test("it says of what is tried what it would say, and has nothing of it afterwards", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    ledger.connect([a]);
    await begun(other, { ...request, number: another }, { kind: "sent" }, done(another));
    const content = async () => ({
      operations: await other.operations(),
      lists: await other.lists(),
      notes: await other.notes(),
      caps: await other.caps(),
      spending: await other.spending(),
      position: await other.position(),
    });
    const before = await content();

    const tried = ledger.rehearsal();
    tried.connect([a]);
    await tried.keepList(a, [leaseOf(another), leaseOf(number)], await tried.position());
    await tried.setCaps(monthly("5.00"));
    await tried.note(another, { isProtected: true });
    const claimed = await begun(tried, { ...release, key: "job 7" }, { kind: "sent" });
    // It is seen where it was tried, and decides what is tried next.
    assert.deepEqual(await tried.find(claimed.id), claimed);
    assert.equal((await tried.claim(request)).kind, "held");
    assert.deepEqual(await tried.claim({ ...release, number: another }), { kind: "protected" });
    assert.deepEqual(await tried.caps(), monthly("5.00"));
    assert.equal((await tried.history(claimed.id)).length, 1);
    assert.deepEqual(await content(), before);
    await tried.close();

    assert.deepEqual(await content(), before);
    assert.equal((await ledger.claim(request)).kind, "claimed");
  });

  test("it counts the accounts of every client of the session, as the ledger itself does", async (stage) => {
    const ledger = ledgerOn(stage);
    ledger.connect([a], ["b"]);
    const tried = ledger.rehearsal();
    tried.connect([a]);
    await tried.keepList(a, [], await tried.position());
    const refusal = { kind: "unconnected", account: "b" };
    assert.deepEqual(await tried.claim(request, monthly("5.00")), refusal);
    await tried.close();
  });

  test("it tells what is tried of what others write meanwhile", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    const gone = ledgerOn(stage);
    const operation = await begun(gone, request, { kind: "sent" });
    await gone.close();
    for (const one of [ledger, other]) one.connect([a]);
    const tried = ledger.rehearsal();
    const taken = await tried.takeOver(operation.id, [a.identity]);
    assert.equal(taken?.sender, tried.session);
    await tried.record(operation.id, { kind: "unknown", failure: lost });
    await other.takeOver(operation.id, [a.identity]);
    const settled = await other.record(operation.id, done());
    assert.deepEqual(await tried.find(operation.id), settled);
    assert.equal((await tried.claim(request)).kind, "done");
    await tried.close();
  });
}
