import assert from "node:assert/strict";
import {
  failureFrom,
  isInDoubt,
  leaseFrom,
  leaseOf,
  leasesIn,
  reasonOf,
  sendLease,
} from "./observe.js";
import { type ProviderStage, type StageTest, unclearFaults } from "./provider-harness.js";

/** One request at most, and what became of it is told as it is known and no better. */
export function describeLeasing(test: StageTest): void {
  test("it leases a number with one request, and then holds it", async (stage) => {
    const lease = await leaseOf(stage, stage.leasable);
    assert.equal(lease.number, stage.leasable);
    assert.equal(lease.account, stage.provider.account);
    assert.equal(stage.writes(), 1);
    assert.deepEqual(stage.held(), [stage.leasable]);
    const listed = await leasesIn(stage.provider.list());
    assert.deepEqual(
      listed.map(({ number, leaseId }) => [number, leaseId]),
      [[stage.leasable, lease.leaseId]],
    );
  });

  test("it says when the next charge is, if it says that it does", async (stage) => {
    await leaseOf(stage, stage.leasable);
    const [lease] = await leasesIn(stage.provider.list());
    assert.equal(
      typeof lease?.nextChargeAt === "string",
      stage.provider.capabilities.saysNextCharge,
    );
  });

  test("it keeps labels if it says that it does, and spends nothing on one", async (stage) => {
    const { provider } = stage;
    await leaseOf(stage, stage.leasable);
    assert.equal(provider.relabel !== undefined, provider.capabilities.keepsLabels);
    for (const label of ["Support line", null]) {
      const renamed = await provider.relabel?.(stage.leasable, label);
      const [lease] = await leasesIn(provider.list());
      if (renamed) assert.deepEqual([renamed.label, lease?.label], [label, label]);
      else assert.equal(lease?.label, null);
    }
    assert.equal(stage.writes(), 1);
  });

  test("it connects a new number to whatever it says can be connected", async (stage) => {
    const { connections } = stage.provider.capabilities;
    const connect = Object.fromEntries(connections.map(({ feature }) => [feature, "contract"]));
    const offer = await stage.provider.quote(stage.leasable);
    const outcome = await sendLease(stage.provider, offer, { connect });
    assert.ok(await leaseFrom(stage, stage.leasable, outcome));
  });

  test("it does not hold a number that somebody else has taken", async (stage) => {
    const outcome = await sendLease(
      stage.provider,
      await stage.provider.quote(stage.takenMeanwhile),
    );
    assert.ok(
      (outcome.kind === "rejected" && outcome.failure.kind === "number-taken") ||
        (outcome.kind === "unknown" && outcome.failure.kind === "outcome-unknown"),
    );
    assert.deepEqual(stage.held(), []);
    assert.ok(stage.writes() <= 1);
  });

  test("it is refused with credentials that are not accepted", async (stage) => {
    const outcome = await sendLease(stage.stranger, await stage.provider.quote(stage.leasable));
    // Where a token is needed it could not be made ready.
    assert.ok(outcome.kind === "rejected" || outcome.kind === "unprepared");
    assert.deepEqual(outcome.failure, { kind: "unauthorized" });
    assert.deepEqual(stage.held(), []);
  });

  test("it has everything ready before a lease is sent", async (stage) => {
    const offer = await stage.provider.quote(stage.leasable);
    const prepared = await stage.again.prepareLease(offer);
    assert.equal(stage.writes(), 0);
    const before = stage.requests();
    const outcome = await prepared.send();
    assert.equal(stage.requests(), before + 1);
    assert.ok(await leaseFrom(stage, stage.leasable, outcome));
  });

  test("it does not prepare what was cancelled", async (stage) => {
    const offer = await stage.provider.quote(stage.leasable);
    const preparing = stage.provider.prepareLease(offer, { signal: AbortSignal.abort() });
    assert.deepEqual(await failureFrom(preparing, stage), {
      kind: "not-sent",
      reason: "cancelled",
    });
    assert.equal(stage.writes(), 0);
  });

  test("it does not take for leased what is said not to be held", async (stage) => {
    const offer = await stage.provider.quote(stage.leasable);
    if (!stage.odd("lease", "denied")) return;
    const outcome = await sendLease(stage.provider, offer);
    assert.equal(outcome.kind === "unknown" && reasonOf(outcome.failure), "not-confirmed");
  });

  test("it does not know what a success without a word means", async (stage) => {
    const offer = await stage.provider.quote(stage.leasable);
    stage.fault("lease", "empty-after-work");
    const outcome = await sendLease(stage.provider, offer);
    assert.ok(isInDoubt(outcome));
    if (outcome.kind === "unknown") assert.equal(reasonOf(outcome.failure), "empty-answer");
    assert.equal(stage.writes(), 1);
  });

  describeRepeating(test);

  test("it fails clearly when its token was revoked, and has another one next", async (stage) => {
    if (!stage.revokeTokens) return;
    const offer = await stage.provider.quote(stage.leasable);
    stage.revokeTokens();
    const refused = await sendLease(stage.provider, offer);
    assert.ok(refused.kind === "rejected" || refused.kind === "unprepared");
    assert.deepEqual(refused.failure, { kind: "unauthorized" });
    assert.deepEqual(stage.held(), []);
    const before = stage.writes();
    assert.ok(await leaseFrom(stage, stage.leasable, await sendLease(stage.provider, offer)));
    assert.equal(stage.writes(), before + 1);
  });

  test("it has not sent what nobody received", async (stage) => {
    const outcome = await sendLease(stage.unreachable, await stage.provider.quote(stage.leasable));
    assert.ok(outcome.kind === "not-sent" || outcome.kind === "unprepared");
    assert.equal(outcome.failure.kind, "not-sent");
    assert.equal(stage.writes(), 0);
  });

  test("it does not know of an answer that was lost, and holds the number", async (stage) => {
    const offer = await stage.provider.quote(stage.leasable);
    stage.fault("lease", "reset-after-work");
    const outcome = await sendLease(stage.provider, offer);
    assert.ok(isInDoubt(outcome));
    assert.equal(stage.writes(), 1);
    stage.fulfil?.();
    const ownership = await stage.provider.get(stage.leasable);
    assert.equal(ownership.kind, "owned");
  });

  for (const fault of ["reset-before-work", ...unclearFaults] as const) {
    test(`it does not know what became of a lease, and sends it once: ${fault}`, async (stage) => {
      const offer = await stage.provider.quote(stage.leasable);
      stage.fault("lease", fault);
      const outcome = await sendLease(stage.provider, offer);
      assert.ok(isInDoubt(outcome));
      assert.equal(stage.writes(), 1);
      assert.deepEqual(await stage.provider.get(stage.leasable), { kind: "not-owned" });
    });
  }
}

/** As much of a stage as it takes to buy a number twice. */
export type RepeatStage = Pick<ProviderStage, "provider" | "leasable" | "held" | "fulfil">;

/** What a person is told about doing something again rests on it: an adapter keeps to what it declares. */
export function describeRepeating(
  test: (name: string, body: (stage: RepeatStage) => Promise<void>) => void,
): void {
  test("it keeps to what it says of a second purchase, and never holds a number twice", async (stage) => {
    const { provider, leasable, held } = stage;
    const offer = await provider.quote(leasable);
    const first = await leaseOf(stage, leasable);
    const again = await sendLease(provider, offer);
    switch (provider.capabilities.repeatPurchase) {
      case "same":
        assert.ok(again.kind === "committed" && again.lease.leaseId === first.leaseId);
        break;
      case "refused":
        assert.ok(
          again.kind === "rejected" ||
            (again.kind === "unknown" && reasonOf(again.failure) === "conflict"),
        );
        break;
      case "unknown":
        assert.notEqual(again.kind, "committed");
    }
    assert.deepEqual(held(), [leasable]);
  });
}
