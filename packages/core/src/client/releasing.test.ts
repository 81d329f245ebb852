import { describe, expect, it } from "vitest";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";

const { control, client, leasedAt } = clientStage(await sharedSandbox());

describe.each(providers)("a release at $account", (setting) => {
  const { account, releaseRequest, numbers } = setting;
  const { plain } = numbers;
  const leased = () => leasedAt(setting);

  it("releases a number with one request", async () => {
    const lease = await leased();
    const settled = await client().release(lease, { confirm: plain.slice(-4) });
    expect(settled).toMatchObject({
      kind: "committed",
      lease:
        account === "contiguity"
          ? { number: plain, state: "released" }
          : { number: plain, state: "releasing", endsAt: expect.any(String), nextChargeAt: null },
    });
    expect(control.writes()[releaseRequest]).toEqual({ received: 1, committed: 1 });
  });

  it("releases nothing when other digits were typed", async () => {
    const lease = await leased();
    const failure = await failureOf(client().release(lease, { confirm: "0000" }));
    expect(failure).toMatchObject({ kind: "bad-input", field: "confirm" });
    expect(control.writes()[releaseRequest].received).toBe(0);
  });

  it("says that a number is not its own to release", async () => {
    const lease = await leased();
    control.takeAway(plain);
    expect(await failureOf(client().release(lease, { confirm: plain.slice(-4) }))).toEqual({
      kind: "not-leased",
    });
  });

  it("does not take a release without an answer for done", async () => {
    const lease = await leased();
    control.fault(releaseRequest, { reset: "before" });
    expect(await client().release(lease, { confirm: plain.slice(-4) })).toMatchObject({
      kind: "unknown",
    });
    expect(control.writes()[releaseRequest].received).toBe(1);
    expect(control.owned(account)).toEqual([plain]);
  });
});

it("releases a number once more that was leased anew from another machine meanwhile", async () => {
  const [setting] = providers;
  const here = client();
  const confirm = setting.numbers.plain.slice(-4);
  const leaseFrom = async (machine: typeof here) => {
    const settled = await machine.lease(await machine.quote("contiguity", setting.numbers.plain));
    if (settled.kind !== "committed") throw new Error(`it is ${settled.kind}`);
    return settled.lease;
  };
  await here.release(await leaseFrom(here), { confirm });
  const anew = await leaseFrom(client());
  expect(await here.release(anew, { confirm })).toMatchObject({ kind: "committed" });
  expect(control.writes()[setting.releaseRequest]).toEqual({ received: 2, committed: 2 });
});
