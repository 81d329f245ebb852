import assert from "node:assert/strict";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  ledgerOn,
  untilTheEnd,
  request,
} from "./ledger-stage.js";

const identities = [a.identity, b.identity];

/** What sessions hear and know of each other. */
export function describeSessions(test: StoreTest): void {
  test("it tells that another session has written something", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    const before = await one.position();
    const changed = one.changed(before, untilTheEnd);
    const { id } = await begun(other);
    const now = await changed;
    assert.ok(now > before);
    const ended = new AbortController();
    const nothing = one.changed(now, ended.signal);
    ended.abort();
    assert.equal(await nothing, now);
    await other.close();
    const taken = one.changed(await one.position(), untilTheEnd);
    const position = await one.position();
    await one.takeOver(id, identities);
    assert.ok((await taken) > position);
  });

  test("it says which sessions live, and what each has open", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    await begun(ledger, { ...request, number: another });
    await other.setCaps([]);
    const status = await other.status();
    assert.equal(status.position, await other.position());
    assert.equal(status.moved, null);
    assert.ok(status.place !== "" && status.version > 0);
    const open = new Map(status.sessions.map((one) => [one.session, one.open]));
    assert.deepEqual([open.get(ledger.session), open.get(other.session)], [1, 0]);
    await ledger.close();
    const { sessions } = await other.status();
    assert.ok(!sessions.some(({ session }) => session === ledger.session));
    assert.ok(sessions.some(({ session, holder }) => session === other.session && holder !== ""));
  });
}
