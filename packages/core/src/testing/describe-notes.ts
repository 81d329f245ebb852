import assert from "node:assert/strict";
import { LeaseError } from "../errors/lease-error.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  leaseOf,
  ledgerOn,
  lost,
  number,
  refused,
  release,
  untilTheEnd,
  request,
} from "./ledger-stage.js";

const nothing = { number, label: null, isProtected: false };

/** What people say of numbers: the same for every session, and protection above all. */
export function describeNotes(test: StoreTest): void {
  test("it keeps what is said of a number, for every session, and what is left out as it is", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    assert.deepEqual(await one.notes(), []);
    const label = "Support “line” \u{1F4DE} {'\"\\}";
    assert.deepEqual(await one.note(number, { label }), { ...nothing, label });
    const both = { number, label, isProtected: true };
    assert.deepEqual(await other.note(number, { isProtected: true }), both);
    const second = await one.note(another, { isProtected: true });
    assert.deepEqual(await one.notes(), [both, second]);
    assert.deepEqual(await other.notes(), [both, second]);
    assert.deepEqual(await one.note(number, { label: null }), { ...both, label: null });
    await other.note(number, { isProtected: false });
    assert.deepEqual(await one.notes(), [second]);
  });

  test("it tells others that something was said, and nothing when it is said again", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    const before = await one.position();
    const changed = one.changed(before, untilTheEnd);
    await other.note(number, { isProtected: true });
    const now = await changed;
    assert.ok(now > before);
    await other.note(number, { isProtected: true, label: null });
    await other.note(number, {});
    assert.equal(await one.position(), now);
  });

  test("it begins no release of a number that is protected, in any session and for any account", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    await one.note(number, { isProtected: true });
    for (const ledger of [one, other])
      for (const of of [a, b])
        assert.deepEqual(await ledger.claim({ ...release, ...of }), { kind: "protected" });
    assert.deepEqual(await one.operations(), []);
    assert.equal((await one.claim({ ...release, number: another })).kind, "claimed");
    await other.note(number, { isProtected: false });
    assert.equal((await one.claim(release)).kind, "claimed");
  });

  test("it protects a number or lets its release begin, never both", async (stage) => {
    const sessions = Array.from({ length: 6 }, () => ledgerOn(stage));
    const [claim, noted] = await Promise.all([
      Promise.all(sessions.slice(3).map((ledger) => ledger.claim(release))),
      Promise.allSettled(
        sessions.slice(0, 3).map((one) => one.note(number, { isProtected: true })),
      ),
    ]);
    const isBegun = claim.some(({ kind }) => kind === "claimed");
    assert.equal(
      noted.every(({ status }) => status === "rejected"),
      isBegun,
    );
    const [note] = (await sessions[0]?.notes()) ?? [];
    assert.equal(note?.isProtected ?? false, !isBegun);
  });

  test("it does not call protected what is being released, and lets it be named", async (stage) => {
    const ledger = ledgerOn(stage);
    await begun(ledger, release, { kind: "sent" }, { kind: "unknown", failure: lost });
    await assert.rejects(
      ledger.note(number, { isProtected: true }),
      (error) => error instanceof LeaseError && error.failure.kind === "in-progress",
    );
    assert.equal((await ledger.note(number, { label: "Old" })).label, "Old");
  });

  test("it lets a lease of a protected number through, and keeps it protected", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.note(number, { isProtected: true, label: "Desk" });
    await begun(ledger, request, { kind: "sent" }, done());
    assert.deepEqual(await ledger.notes(), [{ number, label: "Desk", isProtected: true }]);
  });

  test("it forgets what was said when the number is given back, at once or in the end", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.note(number, { label: "Desk" });
    await ledger.note(another, { label: "Door" });
    await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
    const ending = { ...release, number: another };
    await begun(ledger, ending, { kind: "sent" }, done(another, null, "releasing"));
    assert.deepEqual(await ledger.notes(), [{ ...nothing, number: another, label: "Door" }]);
    // A list may be out of date once.
    for (const left of [1, 0]) {
      await ledger.keepList(a, [], await ledger.position());
      assert.equal((await ledger.notes()).length, left);
    }
  });

  test("it lets nothing of an earlier lease stand with the next one, whenever it was said", async (stage) => {
    const ledger = ledgerOn(stage);
    const end = done(number, null, "released");
    await begun(ledger, release, { kind: "sent" }, end);
    await ledger.note(number, { label: "Old desk", isProtected: true });
    const { id } = await begun(ledger, { ...request, ...b }, { kind: "sent" });
    assert.deepEqual(await ledger.notes(), []);
    // While the lease is on its way, it is of the number that is being leased.
    const said = await ledger.note(number, { label: "New desk", isProtected: true });
    await ledger.record(id, done());
    assert.deepEqual(await ledger.notes(), [said]);
  });

  test("it keeps what is said of a number that was leased anew, once the list that it left says so", async (stage) => {
    const ledger = ledgerOn(stage);
    await begun(ledger, release, { kind: "sent" }, done(number, null, "releasing"));
    await ledger.note(number, { label: "Old desk" });
    await begun(ledger, { ...request, ...b }, { kind: "sent" });
    const said = await ledger.note(number, { isProtected: true });
    assert.deepEqual(said, { ...nothing, isProtected: true });
    for (const _ of [1, 2]) await ledger.keepList(a, [], await ledger.position());
    assert.deepEqual(await ledger.notes(), [said]);
  });

  test("it keeps protected what was given back and is held again, leased elsewhere", async (stage) => {
    const ledger = ledgerOn(stage);
    await begun(ledger, release, { kind: "sent" }, done(number, null, "released"));
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    const said = await ledger.note(number, { isProtected: true });
    await begun(
      ledger,
      { ...request, ...b },
      { kind: "sent" },
      { kind: "rejected", failure: refused },
    );
    assert.deepEqual(await ledger.notes(), [said]);
  });

  test("it keeps what is said of a number that lists leave out, or whose account is forgotten", async (stage) => {
    const ledger = ledgerOn(stage);
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    await ledger.note(number, { isProtected: true });
    for (const _ of [1, 2]) await ledger.keepList(a, [], await ledger.position());
    await ledger.forget(a);
    assert.deepEqual(await ledger.notes(), [{ ...nothing, isProtected: true }]);
  });

  test("it takes over a label that a provider keeps, and loses it to no older list", async (stage) => {
    const ledger = ledgerOn(stage);
    const read = await ledger.position();
    await ledger.keepList(a, [leaseOf(number)], read);
    const older = await ledger.position();
    await ledger.keepLabel(a, number, "Desk");
    await ledger.keepLabel(a, another, "Nobody's");
    await ledger.keepList(a, [leaseOf(number)], older);
    const labels = async () =>
      (await ledger.lists()).flatMap(({ leases }) => leases.map(({ lease }) => lease.label));
    assert.deepEqual(await labels(), ["Desk"]);
    await ledger.keepList(a, [leaseOf(number)], await ledger.position());
    assert.deepEqual(await labels(), [null]);
  });
}
