import { describe, expect, it } from "vitest";
import type { AccountIdentity } from "../domain/account.js";
import type { Lease } from "../domain/lease.js";
import { toMoney } from "../domain/money.js";
import type { E164 } from "../domain/phone-number.js";
import { type Price, toPrice } from "../domain/price.js";
import { LeaseError } from "../errors/lease-error.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { ledgerKinds } from "../../test/support/ledger-harness.js";
import type { Claim, Ledger } from "./ledger.js";
import { type Operation, openStates, replay } from "./operation.js";

// Branded by their form; nothing here depends on which numbers they are.
const number = "+13055550100" as E164;
const another = "+13055550101" as E164;
const a = { identity: "example||a" as AccountIdentity, account: "a" };
const b = { identity: "example||b" as AccountIdentity, account: "b" };
const identities = [a.identity, b.identity];
const wish = {
  ...a,
  kind: "lease",
  number,
  price: usd("2.00"),
  lease: null,
  key: null,
} as const;
const release = { ...wish, kind: "release", price: null } as const;
const refused = { kind: "number-taken" } as const;
const lost = {
  kind: "outcome-unknown",
  reason: "connection-lost",
  status: null,
  detail: null,
} as const;

describe.each(ledgerKinds)("a ledger $name", ({ start }) => {
  describe("as what holds numbers", () => {
    it("lets one operation at a time have a number", async () => {
      const ledger = start()();
      const claims = await Promise.all([ledger.claim(wish), ledger.claim(release)]);
      expect(claims.map(({ kind }) => kind)).toEqual(["claimed", "held"]);
    });

    it("lets one session at a time have a number", async () => {
      const open = start();
      const [one, other] = [open(), open()];
      const { id } = operationOf(await one.claim(wish));
      expect(await other.claim(wish)).toMatchObject({ kind: "held", by: { id } });
    });

    it("keeps apart numbers and accounts", async () => {
      const ledger = start()();
      await ledger.claim(wish);
      expect(await ledger.claim({ ...wish, number: another })).toMatchObject({ kind: "claimed" });
      expect(await ledger.operations({ states: openStates })).toHaveLength(2);
    });

    it.each([
      [{ kind: "rejected", failure: refused }],
      [{ kind: "not-sent", failure: refused }],
    ] as const)("frees the number when its operation has ended: %o", async (event) => {
      const ledger = start()();
      const { id } = operationOf(await ledger.claim(wish));
      await ledger.record(id, { kind: "sent" });
      expect(await ledger.claim(wish)).toMatchObject({ kind: "held", by: { state: "sent" } });
      await ledger.record(id, event);
      expect(await ledger.claim(wish)).toMatchObject({ kind: "claimed" });
    });

    it("holds the number while the outcome is not known, and while a person has to look", async () => {
      const ledger = start()();
      const { id } = operationOf(await ledger.claim(wish));
      await ledger.record(id, { kind: "sent" });
      await ledger.record(id, { kind: "unknown", failure: lost });
      expect(await ledger.claim(wish)).toMatchObject({ kind: "held" });
      await ledger.record(id, { kind: "needs-attention", failure: lost });
      expect(await ledger.claim(wish)).toMatchObject({ kind: "held" });
      await ledger.record(id, { kind: "abandoned" });
      expect(await ledger.claim(wish)).toMatchObject({ kind: "claimed" });
    });
  });

  describe("as what remembers", () => {
    it("gives back exactly what was written down, in every session", async () => {
      const open = start();
      const [ledger, other] = [open(), open()];
      const claimed = operationOf(await ledger.claim(wish));
      expect(claimed).toMatchObject({ ...wish, state: "claimed", failure: null, order: null });
      await ledger.record(claimed.id, { kind: "sent" });
      const written = await ledger.record(claimed.id, { kind: "unknown", failure: lost });
      expect(written).toMatchObject({ ...wish, state: "unknown", failure: lost });
      expect(await other.find(claimed.id)).toEqual(written);
      expect(await other.operations()).toEqual([written]);
    });

    it("has a history from which the operation can be told", async () => {
      const ledger = start()();
      const claimed = operationOf(await ledger.claim(wish));
      await ledger.record(claimed.id, { kind: "sent" });
      await ledger.record(claimed.id, { kind: "unknown", failure: lost });
      await ledger.record(claimed.id, { kind: "absent" });
      const now = await ledger.record(claimed.id, {
        kind: "committed",
        lease: leaseOf(number),
        how: "answered",
      });
      const history = await ledger.history(claimed.id);
      expect(history.map(({ event }) => event.kind)).toEqual([
        "sent",
        "unknown",
        "absent",
        "committed",
      ]);
      expect(replay(claimed, history)).toEqual(now);
    });

    it("changes nothing when it is told the same again", async () => {
      const ledger = start()();
      const { id } = operationOf(await ledger.claim(wish));
      const sent = await ledger.record(id, { kind: "sent" });
      const position = await ledger.position();
      expect(await ledger.record(id, { kind: "sent" })).toEqual(sent);
      expect(await ledger.history(id)).toHaveLength(1);
      expect(await ledger.position()).toBe(position);
    });

    it("refuses what cannot happen, and stays as it was", async () => {
      const ledger = start()();
      const claimed = operationOf(await ledger.claim(wish));
      const committed = { kind: "committed", lease: leaseOf(number), how: "answered" } as const;
      await expect(ledger.record(claimed.id, committed)).rejects.toThrow(RangeError);
      await expect(ledger.record("nobody", { kind: "sent" })).rejects.toThrow(RangeError);
      expect(await ledger.operations()).toEqual([claimed]);
      expect(await ledger.lists()).toEqual([]);
    });

    it("finds operations by state, account and number, the newest first", async () => {
      const ledger = start()();
      const first = operationOf(await ledger.claim(wish));
      await ledger.record(first.id, { kind: "not-sent", failure: refused });
      const second = operationOf(await ledger.claim(wish));
      const third = operationOf(await ledger.claim({ ...wish, ...b, number: another }));
      const ids = async (filter: Parameters<Ledger["operations"]>[0]) =>
        (await ledger.operations(filter)).map(({ id }) => id);
      expect(await ids({})).toEqual([third.id, second.id, first.id]);
      expect(await ids({ states: ["not-sent"] })).toEqual([first.id]);
      expect(await ids({ account: "a" })).toEqual([second.id, first.id]);
      expect(await ids({ number: another, states: openStates })).toEqual([third.id]);
      expect(await ids({ states: [] })).toEqual([]);
    });
  });

  describe("as what knows who is at it", () => {
    it("lets nobody else write about an operation while its session lives", async () => {
      const open = start();
      const [one, other] = [open(), open()];
      const { id } = operationOf(await one.claim(wish));
      expect(await other.takeOver(id, identities)).toBeNull();
      await expect(other.record(id, { kind: "sent" })).rejects.toThrow(RangeError);
      expect(await one.find(id)).toMatchObject({ state: "claimed" });
    });

    it("hands an operation over when its session has ended, once", async () => {
      const open = start();
      const [one, other, third] = [open(), open(), open()];
      const { id } = operationOf(await one.claim(wish));
      await one.record(id, { kind: "sent" });
      await one.close();
      expect(await other.takeOver(id, identities)).toMatchObject({ id, state: "sent" });
      expect(await third.takeOver(id, identities)).toBeNull();
      expect(await other.takeOver(id, identities)).toMatchObject({ id });
      await other.record(id, { kind: "unknown", failure: lost });
    });

    it("hands over nothing that has ended", async () => {
      const open = start();
      const [one, other] = [open(), open()];
      const { id } = operationOf(await one.claim(wish));
      await one.record(id, { kind: "not-sent", failure: refused });
      await one.close();
      expect(await other.takeOver(id, identities)).toBeNull();
    });

    it("lets any session see what was taken for absent", async () => {
      const open = start();
      const [one, other] = [open(), open()];
      const { id } = operationOf(await one.claim(wish));
      await one.record(id, { kind: "sent" });
      await one.record(id, { kind: "unknown", failure: lost });
      await one.record(id, { kind: "absent" });
      const committed = { kind: "committed", lease: leaseOf(number), how: "answered" } as const;
      expect(await other.record(id, committed)).toMatchObject({ state: "committed" });
    });

    it("does nothing more in a session that has ended", async () => {
      const ledger = start()();
      await ledger.close();
      await expect(ledger.claim(wish)).rejects.toThrow(LeaseError);
    });
  });

  describe("as what knows the leases", () => {
    const committedOn = async (ledger: Ledger, one: E164 = number) => {
      const { id } = operationOf(await ledger.claim({ ...wish, number: one }));
      await ledger.record(id, { kind: "sent" });
      await ledger.record(id, { kind: "committed", lease: leaseOf(one), how: "answered" });
      return id;
    };
    const known = async (ledger: Ledger) =>
      (await ledger.lists()).flatMap(({ leases }) =>
        leases.map(({ lease, origin }) => [lease.number, origin]),
      );

    it("takes what is there at first for what was there before", async () => {
      const ledger = start()();
      await ledger.keepList(a, [leaseOf(number)], await ledger.position());
      expect(await known(ledger)).toEqual([[number, "before"]]);
      expect(await ledger.lists()).toMatchObject([
        { account: "a", readAt: expect.stringMatching(/Z$/), leases: [{ lease: leaseOf(number) }] },
      ]);
    });

    it("tells what it leased itself from what was leased elsewhere", async () => {
      const ledger = start()();
      await ledger.keepList(a, [], await ledger.position());
      await committedOn(ledger);
      const both = [leaseOf(number), leaseOf(another)];
      await ledger.keepList(a, both, await ledger.position());
      expect(await known(ledger)).toEqual([
        [number, "here"],
        [another, "elsewhere"],
      ]);
    });

    it("drops what a complete list no longer has, of that account only", async () => {
      const ledger = start()();
      await committedOn(ledger);
      await ledger.keepList(b, [leaseOf(another, "b")], await ledger.position());
      await ledger.keepList(a, [], await ledger.position());
      expect(await known(ledger)).toEqual([[another, "before"]]);
    });

    it("does not lose to one list what was leased, and gives it up for two", async () => {
      const ledger = start()();
      await committedOn(ledger);
      await ledger.keepList(a, [], await ledger.position());
      expect(await known(ledger)).toEqual([]);
      expect((await ledger.spending()).running).toEqual([money("2.00")]);
      await ledger.keepList(a, [leaseOf(number)], await ledger.position());
      expect(await known(ledger)).toEqual([[number, "here"]]);
      await ledger.keepList(a, [], await ledger.position());
      await ledger.keepList(a, [], await ledger.position());
      expect((await ledger.spending()).running).toEqual([]);
    });

    it("does not lose to a list what happened while that was read", async () => {
      const ledger = start()();
      const since = await ledger.position();
      await committedOn(ledger);
      await ledger.keepList(a, [], since);
      expect(await known(ledger)).toEqual([[number, "here"]]);
    });

    it("leaves a number alone while an operation on it is open", async () => {
      const ledger = start()();
      await ledger.keepList(a, [leaseOf(number)], await ledger.position());
      await ledger.claim(release);
      await ledger.claim({ ...wish, number: another });
      await ledger.keepList(a, [leaseOf(another)], await ledger.position());
      expect(await known(ledger)).toEqual([[number, "before"]]);
    });

    it("knows of a number no longer once it is released", async () => {
      const ledger = start()();
      await committedOn(ledger);
      const { id } = operationOf(await ledger.claim(release));
      await ledger.record(id, { kind: "sent" });
      const released = { ...leaseOf(number), state: "released" } as const;
      await ledger.record(id, { kind: "committed", lease: released, how: "answered" });
      expect(await known(ledger)).toEqual([]);
    });

    it("forgets an account's list, and no operation", async () => {
      const ledger = start()();
      await committedOn(ledger);
      await ledger.forget(a);
      expect(await ledger.lists()).toEqual([]);
      expect(await ledger.operations()).toHaveLength(1);
    });
  });

  describe("as what guards the spending", () => {
    const caps = [
      { kind: "monthly", limit: money("5.00") },
      { kind: "per-lease", limit: money("4.00") },
    ] as const;

    it("reserves a price with the claim, and refuses what goes beyond", async () => {
      const ledger = start()();
      await ledger.keepList(a, [], 0);
      expect(await ledger.claim({ ...wish, price: usd("3.00") }, caps)).toMatchObject({
        kind: "claimed",
      });
      expect(await ledger.claim({ ...wish, number: another, price: usd("2.50") }, caps)).toEqual({
        kind: "over-cap",
        refusal: { cap: "monthly", sum: "running", limit: money("5.00"), would: money("5.50") },
      });
      expect((await ledger.spending()).running).toEqual([money("3.00")]);
    });

    it("holds to a cap for one lease, its setup included", async () => {
      const ledger = start()();
      const price = { ...usd("2.00"), setup: money("2.01") };
      expect(await ledger.claim({ ...wish, price }, caps)).toMatchObject({
        kind: "over-cap",
        refusal: { cap: "per-lease", would: money("4.01") },
      });
    });

    it("counts what is not known as spent, and what was refused as not", async () => {
      const ledger = start()();
      await ledger.keepList(a, [], 0);
      const { id } = operationOf(await ledger.claim(wish, caps));
      await ledger.record(id, { kind: "sent" });
      await ledger.record(id, { kind: "unknown", failure: lost });
      expect((await ledger.spending()).running).toEqual([money("2.00")]);
      await ledger.record(id, { kind: "rejected", failure: refused });
      expect((await ledger.spending()).running).toEqual([]);
    });

    it("counts a lease once, at what it costs in truth", async () => {
      const ledger = start()();
      await ledger.keepList(a, [], 0);
      const { id } = operationOf(await ledger.claim(wish, caps));
      await ledger.record(id, { kind: "sent" });
      const lease = { ...leaseOf(number), price: usd("2.75") };
      await ledger.record(id, { kind: "committed", lease, how: "answered" });
      expect((await ledger.spending()).running).toEqual([money("2.75")]);
    });

    it("reserves the new price of a number that was given back elsewhere and is leased anew", async () => {
      const ledger = start()();
      await ledger.keepList(a, [leaseOf(number)], await ledger.position());
      await ledger.claim({ ...wish, price: usd("2.50") }, caps);
      expect(await ledger.claim({ ...wish, number: another, price: usd("1.00") }, caps)).toEqual({
        kind: "over-cap",
        refusal: { cap: "monthly", sum: "running", limit: money("5.00"), would: money("5.50") },
      });
    });

    it("counts no number that is being released at the end of its period", async () => {
      const ledger = start()();
      const ending = { ...leaseOf(number), state: "releasing" } as const;
      await ledger.keepList(a, [ending, leaseOf(another)], await ledger.position());
      expect((await ledger.spending()).running).toEqual([money("2.00")]);
    });

    it("blocks another currency than that of its caps, and converts nothing", async () => {
      const ledger = start()();
      const price = toPrice({ currency: "EUR", setup: "0", recurring: "1.00", intervalMonths: 1 });
      expect(await ledger.claim({ ...wish, price }, caps)).toMatchObject({
        kind: "over-cap",
        refusal: { limit: null, would: { currency: "EUR" } },
      });
    });

    it("lets a number be released whatever the caps say", async () => {
      const ledger = start()();
      const none = [{ kind: "monthly", limit: money("0") }] as const;
      expect(await ledger.claim(release, none)).toMatchObject({ kind: "claimed" });
    });
  });
});

function operationOf(claim: Claim): Operation {
  if (claim.kind !== "claimed") throw new Error(`it is ${claim.kind}`);
  return claim.operation;
}

function leaseOf(one: E164, account = "a"): Lease {
  return exampleLease({ number: one, account, price: usd("2.00") });
}

function usd(recurring: string): Price {
  const price = toPrice({ currency: "USD", setup: "0", recurring, intervalMonths: 1 });
  if (!price) throw new Error("no price");
  return price;
}

function money(amount: string) {
  const found = toMoney(amount, "USD");
  if (!found) throw new Error("no money");
  return found;
}
