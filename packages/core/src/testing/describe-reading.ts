import assert from "node:assert/strict";
import type { Offer } from "../domain/offer.js";
import { isCountry, toE164 } from "../domain/phone-number.js";
import { failureFrom, leaseOf, leasesIn, offersIn } from "./observe.js";
import { type StageTest, unclearFaults } from "./provider-harness.js";

/** Reads are safe, complete or an error, and never prove an absence that nobody stated. */
export function describeReading(test: StageTest): void {
  test("it accepts its own credentials and no others", async (stage) => {
    await stage.provider.verify();
    assert.deepEqual(await failureFrom(stage.stranger.verify(), stage), { kind: "unauthorized" });
  });

  test("it has an identity that is the same by any name, another elsewhere, and no secret", async (stage) => {
    const { identity, provider } = stage.provider;
    assert.ok(identity.startsWith(`${provider}|`));
    assert.notEqual(stage.again.account, stage.provider.account);
    assert.equal(stage.again.identity, identity);
    assert.notEqual(stage.unreachable.identity, identity);
    for (const secret of stage.secrets) assert.ok(!identity.includes(secret));
  });

  test("it reads once more when its token was revoked", async (stage) => {
    if (!stage.revokeTokens) return;
    await stage.provider.verify();
    const before = stage.requests();
    stage.revokeTokens();
    await stage.provider.verify();
    // The refused one, the token, and the one that was answered.
    assert.equal(stage.requests(), before + 3);
  });

  test("it says that nobody answers", async (stage) => {
    const failure = await failureFrom(stage.unreachable.verify(), stage);
    assert.deepEqual(failure, { kind: "not-sent", reason: "refused" });
  });

  test("it finds offers of the country, each with its account and a number", async (stage) => {
    const offers = await offersIn(stage.provider.search(stage.query));
    assert.ok(offers.length >= 3);
    for (const offer of offers) {
      assert.equal(toE164(offer.number), offer.number);
      assert.equal(offer.country, stage.query.country);
      assert.equal(offer.account, stage.provider.account);
      assert.equal(offer.provider, stage.provider.provider);
    }
    assert.ok(offers.some(({ number }) => number === stage.leasable));
  });

  test("it finds no more offers than are wanted", async (stage) => {
    const offers = await offersIn(stage.provider.search({ ...stage.query, limit: 2 }));
    assert.equal(offers.length, 2);
  });

  test("it finds only numbers with the digits that are wanted", async (stage) => {
    const digits = stage.leasable.slice(-3);
    const offers = await offersIn(
      stage.provider.search({ ...stage.query, digits, position: "end" }),
    );
    assert.ok(offers.some(({ number }) => number === stage.leasable));
    for (const { number } of offers) assert.ok(number.endsWith(digits));
  });

  test("it counts only those that are wanted, wherever they come in what it chooses from", async (stage) => {
    const last = (await offersIn(stage.provider.search(stage.query))).at(-1);
    const digits = last?.number.slice(-6);
    const wanted = { ...stage.query, digits, position: "end", limit: 1 } as const;
    const [only, ...others] = await offersIn(stage.provider.search(wanted));
    assert.ok(digits && only?.number.endsWith(digits));
    assert.deepEqual(others, []);
  });

  test("it finds only numbers with the features that are wanted", async (stage) => {
    const all = await offersIn(stage.provider.search(stage.query));
    const feature = all[0]?.features[0];
    assert.ok(feature);
    const offers = await offersIn(stage.provider.search({ ...stage.query, features: [feature] }));
    assert.ok(offers.length > 0);
    for (const { features } of offers) assert.ok(features.includes(feature));
  });

  test("it finds all without digits, if it says that it does", async (stage) => {
    if (!stage.provider.capabilities.searchFindsAll) return;
    const all = new Set(await offersIn(stage.provider.search(stage.query)).then(numbersOf));
    const digits = stage.leasable.slice(-3);
    const some = await offersIn(stage.provider.search({ ...stage.query, digits })).then(numbersOf);
    assert.ok(some.length > 0 && some.every((number) => all.has(number)));
  });

  test("it tells the countries that it has numbers in, each once, if it tells any", async (stage) => {
    if (!stage.provider.countries) return;
    const countries = await stage.provider.countries();
    assert.ok(countries.includes(stage.query.country));
    assert.equal(new Set(countries).size, countries.length);
    for (const country of countries) assert.ok(isCountry(country));
    const stopped = stage.provider.countries({ signal: AbortSignal.abort() });
    assert.deepEqual(await failureFrom(stopped, stage), { kind: "cancelled" });
  });

  test("it tells what can be connected to only for what its numbers can be connected to", async (stage) => {
    if (!stage.provider.connectionTargets) return;
    const features = stage.provider.capabilities.connections.map(({ feature }) => feature);
    for (const target of await stage.provider.connectionTargets())
      assert.ok(features.includes(target.feature) && target.id !== "");
  });

  test("it stops a search that is cancelled", async (stage) => {
    const search = stage.provider.search(stage.query, { signal: AbortSignal.abort() });
    assert.deepEqual(await failureFrom(offersIn(search), stage), { kind: "cancelled" });
  });

  test("it quotes a number that can be leased, which asks for nothing", async (stage) => {
    const offer = await stage.provider.quote(stage.leasable);
    assert.equal(offer.number, stage.leasable);
    assert.ok(offer.leasable);
    assert.deepEqual(offer.requirements, []);
  });

  test("it quotes no number that is not offered", async (stage) => {
    const failure = await failureFrom(stage.provider.quote(stage.nobodys), stage);
    assert.deepEqual(failure, { kind: "number-taken" });
  });

  test("it quotes no number that the account holds already", async (stage) => {
    await leaseOf(stage, stage.leasable);
    const failure = await failureFrom(stage.provider.quote(stage.leasable), stage);
    assert.deepEqual(failure, { kind: "number-taken" });
  });

  test("it lists nothing when the account holds nothing", async (stage) => {
    assert.deepEqual(await leasesIn(stage.provider.list()), []);
  });

  test("it lists every number once, over any number of pages", async (stage) => {
    stage.shortenPages?.(50);
    const numbers = stage.hold(120);
    const leases = await leasesIn(stage.provider.list());
    assert.deepEqual(leases.map(({ number }) => String(number)).toSorted(), numbers.toSorted());
    for (const lease of leases) assert.equal(lease.account, stage.provider.account);
  });

  for (const fault of unclearFaults) {
    test(`it does not take a failure for a complete list: ${fault}`, async (stage) => {
      stage.hold(3);
      stage.fault("list", fault);
      const failure = await failureFrom(leasesIn(stage.provider.list()), stage);
      // A list that is refused is not a complete one either.
      assert.ok(failure.kind === "no-answer" || fault === "unmarked-not-found");
    });

    test(`it does not take a list for complete whose later pages fail: ${fault}`, async (stage) => {
      if (!stage.shortenPages) return;
      stage.shortenPages(10);
      stage.hold(120);
      stage.fault("list", fault, 4);
      await failureFrom(leasesIn(stage.provider.list()), stage);
    });

    test(`it does not take a failure for a number that is not held: ${fault}`, async (stage) => {
      const { number } = await leaseOf(stage, stage.leasable);
      stage.fault("get", fault);
      const failure = await failureFrom(stage.provider.get(number), stage);
      assert.equal(failure.kind, "no-answer");
    });

    test(`it does not take a failure for a number that cannot be had: ${fault}`, async (stage) => {
      stage.fault("quote", fault);
      const failure = await failureFrom(stage.provider.quote(stage.leasable), stage);
      assert.equal(failure.kind, "no-answer");
    });
  }

  test("it knows which numbers the account holds", async (stage) => {
    const { number } = await leaseOf(stage, stage.leasable);
    const ownership = await stage.provider.get(number);
    assert.equal(ownership.kind === "owned" && ownership.lease.number, number);
    assert.deepEqual(await stage.provider.get(stage.nobodys), { kind: "not-owned" });
  });

  test("it sends no write when it reads", async (stage) => {
    await stage.provider.verify();
    await offersIn(stage.provider.search(stage.query));
    await stage.provider.quote(stage.leasable);
    await leasesIn(stage.provider.list());
    await stage.provider.get(stage.leasable);
    await stage.provider.countries?.();
    await stage.provider.connectionTargets?.();
    assert.equal(stage.writes(), 0);
  });
}

function numbersOf(offers: readonly Offer[]): readonly string[] {
  return offers.map(({ number }) => number);
}
