import { describe, expect, it } from "vitest";
import { clientStage, providers } from "../../test/support/client-stage.js";
import { exampleLease } from "../../test/support/example-lease.js";
import { failureOf } from "../../test/support/failure.js";
import { sharedSandbox } from "../../test/support/shared-sandbox.js";
import { memoryLedger } from "../ledger/memory-ledger.js";

const { control, client } = clientStage(await sharedSandbox());

describe.each(providers)("a lease that is not clear at $account", (setting) => {
  const { account, leaseRequest, releaseRequest, getRequest, numbers } = setting;
  const { plain } = numbers;

  it("looks once when an answer was lost, and finds the number leased", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, { reset: "after" });
    expect(await leases.lease(quoted)).toMatchObject({
      kind: "committed",
      how: "seen",
      lease: { number: plain, account },
    });
    expect(control.writes()[leaseRequest]).toEqual({ received: 1, committed: 1 });
    expect(control.charges(account)).toHaveLength(1);
  });

  it.each([
    ["a reset", { reset: "before" }],
    ["a page", { html: true }],
    ["a server error", { status: 500, body: "" }],
    ["bytes that are no HTTP", { raw: "boo" }],
  ] as const)("does not know after %s, and sends nothing again", async (_name, fault) => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, fault);
    expect(await leases.lease(quoted)).toMatchObject({
      kind: "unknown",
      failure: { kind: "outcome-unknown" },
      operation: { state: "unknown" },
    });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("does not know when looking fails too", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.hold(leaseRequest);
    control.fault(leaseRequest, { reset: "after" });
    const leasing = leases.lease(quoted);
    // A quote and a look can be the same request: looking fails from when the lease was received.
    await expect.poll(() => control.writes()[leaseRequest].received).toBe(1);
    const page = {
      status: 404,
      contentType: "text/html",
      body: "<html>",
      times: "always",
    } as const;
    control.fault(getRequest, page);
    control.fault(setting.listRequest, page);
    control.letGo();
    expect(await leasing).toMatchObject({ kind: "unknown" });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("has one lease from two requests at once", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.latency(100, leaseRequest);
    const [first, second] = await Promise.all([leases.lease(quoted), leases.lease(quoted)]);
    expect(first.kind).toBe("committed");
    expect(second).toMatchObject({ kind: "committed", operation: first.operation });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("has one lease from two clients with one ledger", async () => {
    const ledger = memoryLedger();
    const [one, other] = [client({ ledger }), client({ ledger })];
    const quoted = await one.quote(account, plain);
    const outcomes = await Promise.all([one.lease(quoted), other.lease(quoted)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["committed", "committed"]);
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("does not lease again what may be leased already", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, { reset: "before" });
    await leases.lease(quoted);
    expect(await leases.lease(quoted)).toMatchObject({ kind: "unknown" });
    expect(control.writes()[leaseRequest].received).toBe(1);
  });

  it("releases no number while its lease is not settled", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.fault(leaseRequest, { reset: "before" });
    await leases.lease(quoted);
    const held = exampleLease({ account, number: plain });
    const failure = await failureOf(leases.release(held, { confirm: plain.slice(-4) }));
    expect(failure).toMatchObject({ kind: "in-progress", by: { holder: "this process" } });
    expect(control.writes()[releaseRequest].received).toBe(0);
  });

  it("may lease again after a refusal", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.setBalance(account, "0");
    await failureOf(leases.lease(quoted));
    control.setBalance(account, null);
    expect((await leases.lease(quoted)).kind).toBe("committed");
  });

  it("goes on when it is cancelled after it was sent", async () => {
    const leases = client();
    const quoted = await leases.quote(account, plain);
    control.hold(leaseRequest);
    const controller = new AbortController();
    const settled = leases.lease(quoted, { signal: controller.signal });
    await expect.poll(() => control.writes()[leaseRequest].received).toBe(1);
    controller.abort();
    expect(await settled).toMatchObject({ kind: "unknown", failure: { reason: "not-awaited" } });
    control.letGo();
    await expect.poll(() => leases.operations()).toMatchObject([{ state: "committed" }]);
    expect(control.owned(account)).toEqual([plain]);
  });
});
