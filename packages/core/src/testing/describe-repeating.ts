import assert from "node:assert/strict";
import { leaseOf, reasonOf, sendLease } from "./observe.js";
import type { ProviderStage } from "./provider-harness.js";

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
