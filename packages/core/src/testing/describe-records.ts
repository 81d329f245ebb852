import assert from "node:assert/strict";
import { LeaseError } from "../errors/lease-error.js";
import { type OperationEvent, openStates, replay } from "../ledger/operation.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  ledgerOn,
  lost,
  refused,
  request,
} from "./ledger-stage.js";

const identities = [a.identity, b.identity];

/** What is written down stands, in every session, and only its own session writes about an open operation. */
export function describeRecords(test: StoreTest): void {
  test("it gives back exactly what was written down, in every session", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    const keyed = { ...request, key: "ключ “7”" };
    const written = await begun(
      ledger,
      keyed,
      { kind: "sent" },
      { kind: "unknown", failure: lost },
    );
    const { failure, state, sender, price, key } = written;
    assert.deepEqual(
      { failure, state, sender, price, key },
      {
        failure: lost,
        state: "unknown",
        sender: ledger.session,
        price: request.price,
        key: keyed.key,
      },
    );
    assert.deepEqual(await other.find(written.id), written);
    assert.deepEqual(await other.operations(), [written]);
  });

  test("it has a history from which the operation can be told", async (stage) => {
    const ledger = ledgerOn(stage);
    const claimed = await begun(ledger);
    await ledger.record(claimed.id, { kind: "sent" });
    await ledger.record(claimed.id, { kind: "unknown", failure: lost });
    await ledger.record(claimed.id, { kind: "absent" });
    const now = await ledger.record(claimed.id, done());
    const history = await ledger.history(claimed.id);
    assert.deepEqual(
      history.map(({ event }) => event.kind),
      ["sent", "unknown", "absent", "committed"],
    );
    assert.deepEqual(replay(claimed, history), now);
    assert.equal(now.how, "answered");
  });

  test("it changes nothing when it is told the same again", async (stage) => {
    const ledger = ledgerOn(stage);
    const sent = await begun(ledger, request, { kind: "sent" });
    const position = await ledger.position();
    assert.deepEqual(await ledger.record(sent.id, { kind: "sent" }), sent);
    assert.equal((await ledger.history(sent.id)).length, 1);
    assert.equal(await ledger.position(), position);
  });

  test("it refuses what cannot happen, and stays as it was", async (stage) => {
    const ledger = ledgerOn(stage);
    const claimed = await begun(ledger);
    await assert.rejects(ledger.record(claimed.id, done()), RangeError);
    assert.deepEqual(await ledger.operations(), [claimed]);
    assert.deepEqual(await ledger.lists(), []);
  });

  test("it says of an operation whose record it lacks that this is lost, and not that it cannot happen", async (stage) => {
    const ledger = ledgerOn(stage);
    const told = (event: OperationEvent) =>
      ledger.record("lost", event).then(
        () => null,
        (error: unknown) => (LeaseError.isInstance(error) ? error.failure : error),
      );
    for (const event of [
      { kind: "sent" },
      done(),
      { kind: "rejected", failure: refused },
      { kind: "unknown", failure: lost },
      { kind: "absent" },
    ] as const)
      assert.deepEqual(await told(event), { ...lost, reason: "record-lost" });
    assert.deepEqual(await ledger.operations(), []);
  });

  test("it writes all of a transaction or nothing", async (stage) => {
    const store = stage.open();
    const ledger = ledgerOn(stage);
    const operation = await begun(ledger);
    const position = await ledger.position();
    const broken = store.write(async (records) => {
      await records.advance();
      await records.updateOperations([{ ...operation, state: "sent" }]);
      await records.setCaps([
        { kind: "monthly", limit: { amount: "1.00" as never, currency: "USD" } },
      ]);
      assert.equal((await records.operation(operation.id))?.state, "sent");
      throw new RangeError("no");
    });
    await assert.rejects(broken, RangeError);
    assert.deepEqual(await ledger.find(operation.id), operation);
    assert.deepEqual(await ledger.caps(), []);
    assert.equal(await ledger.position(), position);
  });

  test("it finds operations by what is asked for, the newest first, page by page", async (stage) => {
    const ledger = ledgerOn(stage);
    const first = await begun(ledger, request, { kind: "not-sent", failure: refused });
    const second = await begun(ledger);
    const third = await begun(ledger, { ...request, ...b, number: another });
    const ids = async (filter: Parameters<typeof ledger.operations>[0]) =>
      (await ledger.operations(filter)).map(({ id }) => id);
    assert.deepEqual(await ids({}), [third.id, second.id, first.id]);
    assert.deepEqual(await ids({ states: ["not-sent"] }), [first.id]);
    assert.deepEqual(await ids({ account: "a" }), [second.id, first.id]);
    assert.deepEqual(await ids({ identity: b.identity }), [third.id]);
    assert.deepEqual(await ids({ identity: null }), []);
    assert.deepEqual(await ids({ number: another, states: openStates }), [third.id]);
    assert.deepEqual(await ids({ states: [] }), []);
    assert.deepEqual(await ids({ limit: 2 }), [third.id, second.id]);
    assert.deepEqual(await ids({ limit: 2, before: second.id }), [first.id]);
    assert.deepEqual(await ids({ limit: 2, before: first.id }), []);
    assert.deepEqual(await ids({ limit: 2, before: "an operation that is not there" }), []);
    for (const limit of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      await assert.rejects(ids({ limit }), LeaseError);
  });

  test("it lets nobody else write about an operation while its session lives", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    const { id } = await begun(one);
    assert.equal(await other.takeOver(id, identities), null);
    await assert.rejects(other.record(id, { kind: "sent" }), RangeError);
    await begun(
      one,
      { ...request, number: another },
      { kind: "sent" },
      { kind: "unknown", failure: lost },
    );
    const [open] = await one.operations({ number: another });
    await assert.rejects(other.record(open?.id ?? "", { kind: "abandoned" }), RangeError);
    assert.equal((await one.find(id))?.state, "claimed");
  });

  test("it hands an operation over when its session has ended, once, and to its account only", async (stage) => {
    const [one, other, third] = [ledgerOn(stage), ledgerOn(stage), ledgerOn(stage)];
    const { id } = await begun(one, request, { kind: "sent" });
    await one.close();
    assert.equal(await other.takeOver(id, [b.identity]), null);
    assert.equal(await other.takeOver(id, []), null);
    assert.equal((await other.takeOver(id, identities))?.sender, other.session);
    assert.equal(await third.takeOver(id, identities), null);
    assert.equal((await other.takeOver(id, identities))?.id, id);
    await other.record(id, { kind: "unknown", failure: lost });
    await other.close();
    // A person may give up what no account is there for.
    assert.equal((await third.record(id, { kind: "abandoned" })).state, "abandoned");
    assert.equal(await third.takeOver(id, identities), null);
  });

  test("it lets any session see what was taken for absent", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    const { id } = await begun(
      one,
      request,
      { kind: "sent" },
      { kind: "unknown", failure: lost },
      { kind: "absent" },
    );
    assert.equal((await other.record(id, done())).state, "committed");
  });

  test("it does nothing more in a session that has ended", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.close();
    await assert.rejects(ledger.claim(request), LeaseError);
  });
}
