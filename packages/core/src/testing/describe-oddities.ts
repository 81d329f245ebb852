import assert from "node:assert/strict";
import { isEnding } from "../domain/lease.js";
import type { LeasePage, OfferPage } from "../providers/provider-account.js";
import {
  failureFrom,
  isInDoubt,
  leaseOf,
  leasesIn,
  offersIn,
  sendLease,
  sendRelease,
} from "./observe.js";
import { type StageTest, timeWithoutZone } from "./provider-harness.js";

/** What is odd about an answer is told, and hides nothing beside it. */
export function describeOddities(test: StageTest): void {
  for (const [oddity, text] of [
    ["short-number", "72345"],
    ["null-element", null],
  ] as const) {
    test(`it lists every number beside an odd element, and tells of that: ${oddity}`, async (stage) => {
      const numbers = stage.hold(30);
      assert.ok(stage.odd("list", oddity));
      const pages = await all<LeasePage>(stage.provider.list());
      const listed = pages.flatMap(({ leases }) => leases.map(({ number }) => String(number)));
      assert.deepEqual(listed.toSorted(), numbers.toSorted());
      const unread = pages.flatMap((page) => page.unread);
      assert.ok(unread.length > 0);
      for (const one of unread) assert.equal(one.text, text);
    });

    test(`it finds every offer beside an odd element, and tells of that: ${oddity}`, async (stage) => {
      assert.ok(stage.odd("search", oddity));
      const pages = await all<OfferPage>(stage.provider.search(stage.query));
      assert.ok(pages.some(({ offers }) => offers.some((one) => one.number === stage.leasable)));
      const unread = pages.flatMap((page) => page.unread);
      assert.ok(unread.length > 0);
      for (const one of unread) assert.equal(one.text, text);
    });
  }

  for (const oddity of ["other-number", "error-beside"] as const) {
    test(`it believes no answer of this kind: ${oddity}`, async (stage) => {
      const { provider, leasable } = stage;
      const lease = await leaseOf(stage, leasable);
      if (stage.odd("get", oddity)) await failureFrom(provider.get(leasable), stage);
      if (stage.odd("release", oddity))
        assert.equal((await sendRelease(provider, lease)).kind, "unknown");
    });

    test(`it believes no answer to a request of this kind: ${oddity}`, async (stage) => {
      const { provider, leasable } = stage;
      const offer = await provider.quote(leasable);
      if (stage.odd("quote", oddity)) await failureFrom(provider.quote(leasable), stage);
      if (stage.odd("lease", oddity)) assert.ok(isInDoubt(await sendLease(provider, offer)));
    });
  }

  for (const oddity of ["error-beside", "hidden-number"] as const)
    test(`it calls no list complete that says it is not: ${oddity}`, async (stage) => {
      stage.hold(3);
      if (!stage.odd("list", oddity)) return;
      const pages = await all<LeasePage>(stage.provider.list()).catch(() => null);
      assert.ok(!pages || pages.some(({ unread }) => unread.length > 0));
    });

  test("it does not hold what has ended, whatever is still told of it", async (stage) => {
    const { provider } = stage;
    const { number } = await leaseOf(stage, stage.leasable);
    if (stage.odd("get", "ended"))
      assert.deepEqual(await provider.get(number), { kind: "not-owned" });
    if (stage.odd("list", "ended"))
      for (const { state } of await leasesIn(provider.list())) assert.equal(state, "released");
  });

  test("it reads a currency in small letters", async (stage) => {
    const { price } = await stage.provider.quote(stage.leasable);
    stage.odd("quote", "small-currency");
    assert.deepEqual((await stage.provider.quote(stage.leasable)).price, price);
  });

  test("it knows no price of a lease that none is said of", async (stage) => {
    await leaseOf(stage, stage.leasable);
    stage.odd("list", "no-price");
    const [lease] = await leasesIn(stage.provider.list());
    assert.ok(lease && !lease.price?.recurring);
  });

  test("it holds what is in a state that nobody knows", async (stage) => {
    const { number } = await leaseOf(stage, stage.leasable);
    if (!stage.odd("get", "new-state") || !stage.odd("list", "new-state")) return;
    const ownership = await stage.provider.get(number);
    const listed = await leasesIn(stage.provider.list());
    assert.ok(ownership.kind === "owned");
    for (const lease of [ownership.lease, ...listed]) assert.ok(!isEnding(lease));
    assert.equal(listed.length, 1);
  });

  for (const oddity of ["no-country", "three-letter-country"] as const) {
    test(`it finds a number by its digits where its country is said oddly: ${oddity}`, async (stage) => {
      stage.odd("search", oddity);
      const found = (await offersIn(stage.provider.search(stage.query))).find(
        ({ number }) => number === stage.leasable,
      );
      assert.equal(found?.country, stage.query.country);
    });
  }

  test("it reads a time without a zone in UTC", async (stage) => {
    await leaseOf(stage, stage.leasable);
    if (!stage.odd("list", "no-zone")) return;
    const [lease] = await leasesIn(stage.provider.list());
    const instant = `${timeWithoutZone}.000Z`;
    assert.ok(lease?.nextChargeAt === instant || lease?.endsAt === instant);
  });

  test("it tells which filters its offers are not chosen by", async (stage) => {
    const type = "mobile";
    const pages = await all<OfferPage>(stage.provider.search({ ...stage.query, type }));
    const hasTypes = stage.provider.filters.some(({ name }) => name === "type");
    for (const { unfiltered, offers } of pages) {
      assert.deepEqual(unfiltered, hasTypes ? [] : ["type"]);
      for (const offer of offers) assert.equal(offer.type, hasTypes ? type : null);
    }
  });
}

async function all<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  const found: Page[] = [];
  for await (const page of pages) found.push(page);
  return found;
}
