import assert from "node:assert/strict";
import { failureFrom, isInDoubt, leasesIn, sendLease } from "./observe.js";
import { type ProviderStage, type StageTest, unclearFaults } from "./provider-harness.js";

/** As good as leased until it is told otherwise: never taken for done, and never for refused, without a word that it is. */
export function describeOrders(every: StageTest): void {
  const test: StageTest = (sentence, body) =>
    every(sentence, async (stage) => {
      if (stage.fulfil) await body(stage);
    });

  test("it follows an order to the number, as it is listed", async (stage) => {
    const order = await accepted(stage);
    assert.deepEqual(await progress(stage, order), "pending");
    stage.fulfil?.();
    assert.equal(await progress(stage, order), "committed");
    const ended = await stage.provider.follow?.(order, stage.leasable);
    const [listed] = await leasesIn(stage.provider.list());
    assert.deepEqual(ended?.kind === "committed" && ended.lease.leaseId, listed?.leaseId);
    assert.equal(stage.writes(), 1);
  });

  test("it says that an order was refused", async (stage) => {
    const order = await accepted(stage);
    if (stage.odd("order", "order-refused")) assert.equal(await progress(stage, order), "rejected");
  });

  for (const oddity of ["order-in-new-state", "order-done"] as const)
    test(`it takes an order neither for refused nor for done while its number is not there: ${oddity}`, async (stage) => {
      const order = await accepted(stage);
      if (stage.odd("order", oddity)) assert.ok(isOpen(await progress(stage, order)));
    });

  test("it takes an order that is not found for no refusal", async (stage) => {
    await accepted(stage);
    assert.ok(isOpen(await progress(stage, stage.nobodysId)));
  });

  test("it takes an order of another number for none of this one", async (stage) => {
    const order = await accepted(stage);
    stage.fulfil?.();
    assert.ok(isOpen(await progress(stage, order, stage.nobodys)));
  });

  for (const fault of unclearFaults)
    test(`it takes a failure for no word on an order: ${fault}`, async (stage) => {
      const order = await accepted(stage);
      stage.fulfil?.();
      stage.fault("order", fault);
      assert.ok(isOpen(await progress(stage, order)));
    });

  test("it finds an order whose answer was lost, or knew its id before", async (stage) => {
    const { provider, leasable } = stage;
    const offer = await provider.quote(leasable);
    assert.ok(!(await provider.findOrder?.(leasable)));
    stage.fault("lease", "reset-after-work");
    const outcome = await sendLease(provider, offer);
    assert.ok(isInDoubt(outcome));
    const order =
      outcome.kind === "accepted" ? outcome.order : (await provider.findOrder?.(leasable))?.order;
    assert.ok(order, "nothing shows the order, so that it would be called absent");
    stage.fulfil?.();
    assert.equal(await progress(stage, order), "committed");
  });

  for (const fault of unclearFaults)
    test(`it takes a failure for no word that there is no order: ${fault}`, async (stage) => {
      if (!stage.provider.findOrder) return;
      await accepted(stage);
      stage.fault("orders", fault);
      await failureFrom(stage.provider.findOrder(stage.leasable), stage);
    });
}

async function accepted({ provider, leasable }: ProviderStage): Promise<string> {
  const outcome = await sendLease(provider, await provider.quote(leasable));
  if (outcome.kind !== "accepted") assert.fail(`it is ${outcome.kind}`);
  return outcome.order;
}

/** Of an order; `null` where there was no clear answer, which is no news of it. */
async function progress(
  stage: ProviderStage,
  order: string,
  number = stage.leasable,
): Promise<"pending" | "committed" | "rejected" | null> {
  const followed = stage.provider.follow?.(order, number);
  if (!followed)
    return (await stage.provider.get(number)).kind === "owned" ? "committed" : "pending";
  return followed.then(
    ({ kind }) => kind,
    async (error: unknown) => {
      await failureFrom(Promise.reject(error), stage);
      return null;
    },
  );
}

function isOpen(kind: Awaited<ReturnType<typeof progress>>): boolean {
  return kind === null || kind === "pending";
}
