import assert from "node:assert/strict";
import { isEnding } from "../domain/lease.js";
import { leaseOf, leasesIn, reasonOf, sendRelease } from "./observe.js";
import { type StageTest, unclearFaults } from "./provider-harness.js";

/** Cannot be undone: one request, and no word of an end that the provider did not confirm. */
export function describeReleasing(test: StageTest): void {
  test("it releases a number with one request, at once or at the end of the period", async (stage) => {
    const lease = await leaseOf(stage, stage.leasable);
    const outcome = await sendRelease(stage.provider, lease);
    assert.equal(outcome.kind, "committed");
    if (outcome.kind !== "committed") return;
    assert.equal(outcome.lease.number, stage.leasable);
    assert.equal(stage.writes(), 2);
    switch (stage.provider.capabilities.releaseTakesEffect) {
      case "at-once":
        assert.equal(outcome.lease.state, "released");
        assert.deepEqual(stage.held(), []);
        assert.deepEqual(await stage.provider.get(stage.leasable), { kind: "not-owned" });
        break;
      case "at-period-end":
        assert.equal(outcome.lease.state, "releasing");
        assert.ok(outcome.lease.endsAt);
        assert.deepEqual(stage.held(), [stage.leasable]);
    }
  });

  test("it releases the number that is meant, and none of the others", async (stage) => {
    const others = stage.hold(3).toSorted();
    const lease = await leaseOf(stage, stage.leasable);
    assert.equal((await sendRelease(stage.provider, lease)).kind, "committed");
    const stays = (await leasesIn(stage.provider.list())).filter((one) => !isEnding(one));
    assert.deepEqual(stays.map(({ number }) => String(number)).toSorted(), others);
  });

  test("it tells a lease from an earlier one of the same number", async (stage) => {
    if (stage.provider.capabilities.releaseTakesEffect !== "at-once") return;
    const earlier = await leaseOf(stage, stage.leasable);
    assert.equal((await sendRelease(stage.provider, earlier)).kind, "committed");
    const { leaseId } = await leaseOf(stage, stage.leasable);
    assert.ok(leaseId === null || leaseId !== earlier.leaseId);
  });

  test("it is refused for a number that the account does not hold", async (stage) => {
    const lease = await leaseOf(stage, stage.leasable);
    const outcome = await sendRelease(stage.provider, {
      ...lease,
      number: stage.nobodys,
      leaseId: lease.leaseId && stage.nobodysId,
    });
    // Where a number is looked up first, there is nothing to send.
    assert.ok(outcome.kind === "rejected" || outcome.kind === "unprepared");
    assert.deepEqual(outcome.failure, { kind: "not-leased" });
    assert.deepEqual(stage.held(), [stage.leasable]);
  });

  for (const fault of ["page-not-found", "other-json"] as const)
    test(`it does not call a number gone that it could not look up: ${fault}`, async (stage) => {
      const lease = await leaseOf(stage, stage.leasable);
      stage.fault("get", fault);
      const outcome = await sendRelease(stage.provider, lease);
      assert.ok(outcome.kind === "committed" || outcome.failure.kind === "no-answer");
    });

  test("it is refused with credentials that are not accepted", async (stage) => {
    const outcome = await sendRelease(stage.stranger, await leaseOf(stage, stage.leasable));
    // Where a token is needed it could not be made ready.
    assert.ok(outcome.kind === "rejected" || outcome.kind === "unprepared");
    assert.deepEqual(outcome.failure, { kind: "unauthorized" });
    assert.deepEqual(stage.held(), [stage.leasable]);
  });

  test("it has not sent what nobody received", async (stage) => {
    const outcome = await sendRelease(stage.unreachable, await leaseOf(stage, stage.leasable));
    assert.ok(outcome.kind === "not-sent" || outcome.kind === "unprepared");
    assert.equal(outcome.failure.kind, "not-sent");
  });

  for (const fault of [
    "reset-before-work",
    "reset-after-work",
    "empty-after-work",
    ...unclearFaults,
  ] as const) {
    test(`it does not know what became of a release, and sends it once: ${fault}`, async (stage) => {
      const lease = await leaseOf(stage, stage.leasable);
      stage.fault("release", fault);
      const outcome = await sendRelease(stage.provider, lease);
      assert.equal(outcome.kind, "unknown");
      assert.equal(stage.writes(), 2);
    });
  }

  test("it does not call released what is said to go on", async (stage) => {
    const lease = await leaseOf(stage, stage.leasable);
    if (!stage.odd("release", "still-active")) return;
    const outcome = await sendRelease(stage.provider, lease);
    assert.equal(outcome.kind === "unknown" && reasonOf(outcome.failure), "not-confirmed");
  });

  test("it has everything ready before a release is sent", async (stage) => {
    const lease = await leaseOf(stage, stage.leasable);
    const prepared = await stage.again.prepareRelease(lease);
    assert.equal(stage.writes(), 1);
    const before = stage.requests();
    assert.equal((await prepared.send()).kind, "committed");
    assert.equal(stage.requests(), before + 1);
  });
}
