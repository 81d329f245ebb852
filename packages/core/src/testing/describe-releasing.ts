import assert from "node:assert/strict";
import { leaseOf, reasonOf, sendRelease } from "./observe.js";
import type { StageTest } from "./provider-harness.js";

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

  test("it is refused for a number that the account does not hold", async (stage) => {
    const lease = await leaseOf(stage, stage.leasable);
    const outcome = await sendRelease(stage.provider, { ...lease, number: stage.nobodys });
    assert.deepEqual(outcome, { kind: "rejected", failure: { kind: "not-leased" } });
    assert.deepEqual(stage.held(), [stage.leasable]);
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
    assert.equal(outcome.kind, "not-sent");
  });

  for (const fault of [
    "reset-before-work",
    "reset-after-work",
    "server-error",
    "page",
    "page-not-found",
    "gateway-not-found",
    "unmarked-not-found",
    "empty-after-work",
    "other-json",
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
    assert.ok(stage.odd("release", "still-active"));
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
