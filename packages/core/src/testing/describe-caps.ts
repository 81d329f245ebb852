import assert from "node:assert/strict";
import { toPrice } from "../domain/price.js";
import type { Ledger } from "../ledger/ledger.js";
import {
  type StoreTest,
  a,
  another,
  b,
  begun,
  done,
  e164,
  leaseOf,
  ledgerOn,
  lost,
  money,
  monthly,
  number,
  operationOf,
  refused,
  release,
  usd,
  request,
} from "./ledger-stage.js";

const numbers = Array.from({ length: 100 }, (_, index) => e164(`+1305555${1000 + index}`));
const read = (ledger: Ledger) => ledger.keepList(a, [], 0);

/** Caps hold in a new ledger, over several sessions, and whatever an answer leaves out. */
export function describeCaps(test: StoreTest): void {
  test("it reserves a price with the claim, and refuses what goes beyond", async (stage) => {
    const ledger = ledgerOn(stage);
    await read(ledger);
    const { id } = operationOf(
      await ledger.claim({ ...request, price: usd("3.00") }, monthly("5.00")),
    );
    const more = { ...request, number: another, price: usd("2.50") };
    assert.deepEqual(await ledger.claim(more, monthly("5.00")), {
      kind: "over-cap",
      refusal: { cap: "monthly", sum: "running", limit: money("5.00"), would: money("5.50") },
    });
    await ledger.record(id, { kind: "sent" });
    await ledger.record(id, { kind: "unknown", failure: lost });
    assert.deepEqual((await ledger.spending()).running, [money("3.00")]);
    await ledger.record(id, { kind: "rejected", failure: refused });
    assert.deepEqual((await ledger.spending()).running, []);
  });

  test("it leases nothing under a monthly cap before it has the list of every account", async (stage) => {
    const ledger = ledgerOn(stage);
    ledger.connect([a, b]);
    const claim = () => ledger.claim(request, monthly("5.00"));
    assert.deepEqual(await claim(), {
      kind: "unlisted",
      identities: [a.identity, b.identity],
      because: "cap",
    });
    await read(ledger);
    assert.deepEqual(await claim(), unlisted(b));
    await ledger.keepList(b, [{ ...leaseOf(another, "b"), price: usd("14.53") }], 0);
    assert.equal((await claim()).kind, "over-cap");
    assert.equal((await ledger.claim(release, monthly("5.00"))).kind, "claimed");
  });

  test("it leases nothing under a monthly cap while not all of the last list could be read", async (stage) => {
    const ledger = ledgerOn(stage);
    ledger.connect([a]);
    const keep = async (isWhole: boolean) =>
      ledger.keepList(a, [leaseOf(another)], await ledger.position(), { isWhole });
    await keep(false);
    assert.deepEqual(await ledger.claim(request, monthly("50.00")), unlisted(a));
    const [list] = await ledger.lists();
    assert.equal(list?.isWhole, false);
    assert.match(list.readAt ?? "", /Z$/);
    assert.equal(list.leases[0]?.lease.number, another);
    await keep(true);
    await keep(false);
    assert.deepEqual(await ledger.claim(request, monthly("50.00")), unlisted(a));
    await keep(true);
    assert.equal((await ledger.claim(request, monthly("50.00"))).kind, "claimed");
  });

  test("it leases nothing under a monthly cap beside an account that is not connected, also where the cap came later", async (stage) => {
    const ledger = ledgerOn(stage);
    const close = ledger.connect([a], ["b"]);
    await read(ledger);
    const refusal = { kind: "unconnected", account: "b" };
    assert.deepEqual(await ledger.claim(request, monthly("50.00")), refusal);
    assert.equal((await ledger.claim(request)).kind, "claimed");
    await ledger.setCaps(monthly("50.00"));
    const more = { ...request, number: another };
    assert.deepEqual(await ledger.claim(more), refusal);
    // Another client of the session, which knows nothing of it.
    ledger.connect([a]);
    assert.deepEqual(await ledger.claim(more), refusal);
    const closeKnown = ledger.connect([b]);
    assert.deepEqual(await ledger.claim(more), unlisted(b));
    closeKnown();
    assert.deepEqual(await ledger.claim(more), refusal);
    close();
    assert.equal((await ledger.claim(more)).kind, "claimed");
  });

  test("it counts a price that an answer leaves out: four at 0.80 are not within 1.00", async (stage) => {
    const ledger = ledgerOn(stage);
    await read(ledger);
    const kinds = [];
    for (const one of numbers.slice(0, 4)) {
      const claim = await ledger.claim(
        { ...request, number: one, price: usd("0.80") },
        monthly("1.00"),
      );
      kinds.push(claim.kind);
      if (claim.kind !== "claimed") continue;
      await ledger.record(claim.operation.id, { kind: "sent" });
      await ledger.record(claim.operation.id, done(one, null));
      await ledger.keepList(a, [{ ...leaseOf(one), price: null }], await ledger.position());
    }
    assert.deepEqual(kinds, ["claimed", "over-cap", "over-cap", "over-cap"]);
    assert.deepEqual((await ledger.spending()).running, [money("0.80")]);
  });

  test("it counts what was leased and given back in the month: a loop ends at its cap", async (stage) => {
    const ledger = ledgerOn(stage);
    await read(ledger);
    let charged = 0;
    for (const one of numbers) {
      const claim = await ledger.claim(
        { ...request, number: one, price: usd("1.00") },
        monthly("5.00"),
      );
      if (claim.kind !== "claimed") break;
      charged += 1;
      await ledger.record(claim.operation.id, { kind: "sent" });
      await ledger.record(claim.operation.id, done(one, null));
      const wanted = { ...release, number: one };
      await begun(ledger, wanted, { kind: "sent" }, done(one, null, "released"));
    }
    assert.equal(charged, 5);
    const { running, bill } = await ledger.spending();
    assert.deepEqual({ running, bill }, { running: [], bill: [money("5.00")] });
  });

  test("it holds everybody to the caps of the ledger, and each to its own: the strictest decides", async (stage) => {
    const [one, other] = [ledgerOn(stage), ledgerOn(stage)];
    await read(one);
    await one.setCaps(monthly("7.00"));
    assert.deepEqual(await other.caps(), monthly("7.00"));
    const price = usd("5.98");
    operationOf(await one.claim({ ...request, price }, monthly("100.00")));
    const next = { ...request, number: another, price };
    assert.equal((await other.claim(next)).kind, "over-cap");
    await one.setCaps(monthly("70.00"));
    assert.equal((await other.claim(next, monthly("7.00"))).kind, "over-cap");
    operationOf(await other.claim(next));
  });

  test("it holds to a cap for one lease, its setup included", async (stage) => {
    const claim = await ledgerOn(stage).claim({ ...request, price: usd("2.00", "2.01") }, [
      { kind: "per-lease", limit: money("4.00") },
    ]);
    assert.deepEqual(claim.kind === "over-cap" && claim.refusal.would, money("4.01"));
  });

  test("it blocks another currency than that of its caps, and converts nothing", async (stage) => {
    const ledger = ledgerOn(stage);
    await read(ledger);
    const price = toPrice({ currency: "EUR", setup: "0", recurring: "1.00", intervalMonths: 1 });
    const claim = await ledger.claim({ ...request, price }, monthly("5.00"));
    assert.deepEqual(claim.kind === "over-cap" && claim.refusal.limit, null);
    assert.equal(claim.kind === "over-cap" && claim.refusal.would.currency, "EUR");
  });

  test("it counts no number that is being released at the end of its period", async (stage) => {
    const ledger = ledgerOn(stage);
    const ending = { ...leaseOf(number), state: "releasing" } as const;
    await ledger.keepList(a, [ending, leaseOf(another)], 0);
    assert.deepEqual((await ledger.spending()).running, [money("2.00")]);
  });

  test("it tells totals in the currency's own units, rounded up", async (stage) => {
    const ledger = ledgerOn(stage);
    const price = toPrice({ currency: "USD", setup: "0", recurring: "43.58", intervalMonths: 3 });
    await ledger.keepList(a, [{ ...leaseOf(number), price }], 0);
    assert.deepEqual((await ledger.spending()).running, [money("14.53")]);
  });

  test("it replaces those caps that somebody has seen, and no others", async (stage) => {
    const [ledger, other] = [ledgerOn(stage), ledgerOn(stage)];
    assert.equal(await ledger.setCaps(monthly("5.00"), []), true);
    assert.equal(await other.setCaps(monthly("9.00"), []), false);
    assert.deepEqual(await other.caps(), monthly("5.00"));
    assert.equal(await other.setCaps([], monthly("5.00")), true);
  });
}

function unlisted({ identity }: typeof a) {
  return { kind: "unlisted", identities: [identity], because: "cap" };
}
