import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
import { atContiguity, atControl, atSinch } from "../../test/support/call.js";
import { sinchPageOf } from "../../test/support/bodies.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { contiguity, sinch } = specialNumbers;

describe("/control", () => {
  test("sets and clears faults", async () => {
    const sandbox = await openSandbox();
    const control = atControl(sandbox);
    const list = async () => (await atContiguity(sandbox)("GET", "/numbers/leases")).status;
    const fault = { status: 503, times: "always" };
    expect(
      (await control("POST", "/faults", { operation: "contiguity.available", fault })).status,
    ).toBe(200);
    expect(await list()).toBe(503);
    expect((await control("DELETE", "/faults")).status).toBe(200);
    expect(await list()).toBe(200);
  });

  test("tells the log, the writes, the charges and what the account owns", async () => {
    const sandbox = await openSandbox();
    const control = atControl(sandbox);
    await atSinch(sandbox)("POST", `/availableNumbers/${sinch.plain}:rent`, {});
    expect((await control("GET", "/log")).body).toEqual(sandbox.control.requests());
    expect((await control("GET", "/writes")).body).toEqual(sandbox.control.writes());
    expect((await control("GET", "/charges/sinch")).body).toEqual(sandbox.control.charges("sinch"));
    expect((await control("GET", "/owned/sinch")).body).toEqual([sinch.plain]);
    expect((await control("GET", "/owned/contiguity")).body).toEqual([]);
  });

  test("is not in the log itself", async () => {
    const sandbox = await openSandbox();
    expect((await atControl(sandbox)("GET", "/log")).body).toEqual([]);
  });

  test("moves the clock and tells it", async () => {
    const sandbox = await openSandbox({ now: () => 1_790_000_000_000 });
    const control = atControl(sandbox);
    expect((await control("POST", "/clock", { advanceMs: 500 })).body).toEqual({
      now: 1_790_000_000_500,
    });
    expect((await control("GET", "/clock")).body).toEqual({ now: 1_790_000_000_500 });
  });

  test("leases many, elsewhere, and takes away", async () => {
    const sandbox = await openSandbox();
    const control = atControl(sandbox);
    const { body } = await control("POST", "/lease-many", { provider: "sinch", count: 3 });
    expect(body).toEqual(sandbox.control.owned("sinch"));
    await control("POST", "/take-away", { number: sandbox.control.owned("sinch")[0] });
    expect(sandbox.control.owned("sinch")).toHaveLength(2);
    await control("POST", "/lease-elsewhere", { provider: "sinch", number: sinch.plain });
    expect((await atSinch(sandbox)("GET", `/availableNumbers/${sinch.plain}`)).status).toBe(404);
  });

  test("shortens pages, until it is reset", async () => {
    const sandbox = await openSandbox();
    sandbox.control.leaseMany({ provider: "sinch", count: 60 });
    const local = "/activeNumbers?type=LOCAL&pageSize=1000";
    const counted = async () =>
      sinchPageOf((await atSinch(sandbox)("GET", local)).body).activeNumbers.length;
    const all = await counted();
    await atControl(sandbox)("POST", "/pages", { longest: 7 });
    expect(await counted()).toBe(7);
    expect(all).toBeGreaterThan(7);
    sandbox.control.reset();
    sandbox.control.leaseMany({ provider: "sinch", count: 60 });
    expect(await counted()).toBe(all);
  });

  test("judges an order, and says that there is none", async () => {
    const sandbox = await openSandbox();
    const control = atControl(sandbox);
    await atSinch(sandbox)("POST", "/numberOrders:createNumberOrder", {
      regionCode: "US",
      numberType: "LOCAL",
      numberOrderOption: { phoneNumbers: [sinch.plain] },
    });
    const order = "sandbox-order-000001";
    const judgement = { order, state: "REJECTED", reason: "No" };
    expect((await control("POST", "/order", judgement)).status).toBe(200);
    expect((await atSinch(sandbox)("GET", `/numberOrders/${order}`)).body).toMatchObject({
      state: "REJECTED",
    });
    expect((await control("POST", "/order", judgement)).status).toBe(400);
  });

  test("sets balance, entitlements, prices and latency", async () => {
    const sandbox = await openSandbox();
    const control = atControl(sandbox);
    const lease = (number: string) =>
      atContiguity(sandbox)("POST", `/numbers/lease/${encodeURIComponent(number)}`, {});
    await control("POST", "/balance", { provider: "contiguity", amount: "0" });
    expect((await lease(contiguity.plain)).status).toBe(402);
    await control("POST", "/balance", { provider: "contiguity", amount: null });
    await control("POST", "/price", { number: contiguity.plain, recurring: "8" });
    expect((await lease(contiguity.plain)).body).toMatchObject({
      data: { billing: { price: { monthly_rate: 8 } } },
    });
    await control("POST", "/entitlements", { name: "imessage", granted: true });
    expect((await lease(contiguity.needsEntitlement)).status).toBe(200);
    await control("POST", "/latency", { ms: 60, operation: "contiguity.leased" });
    const startMs = performance.now();
    await atContiguity(sandbox)("GET", "/numbers/leased");
    expect(performance.now() - startMs).toBeGreaterThan(55);
  });

  test("holds requests and lets them go", async () => {
    const sandbox = await openSandbox();
    const control = atControl(sandbox);
    await control("POST", "/hold", { operation: "contiguity.available" });
    const listing = atContiguity(sandbox)("GET", "/numbers/leases");
    await expect.poll(() => sandbox.control.requests()).toMatchObject([{ ended: "open" }]);
    await control("DELETE", "/hold");
    expect((await listing).status).toBe(200);
  });

  test("resets", async () => {
    const sandbox = await openSandbox();
    sandbox.control.leaseMany({ provider: "sinch", count: 3 });
    expect((await atControl(sandbox)("POST", "/reset")).status).toBe(200);
    expect(sandbox.control.owned("sinch")).toEqual([]);
  });

  test.each([
    ["/faults", { operation: "contiguity.buy", fault: { status: 500 } }],
    ["/faults", { operation: "contiguity.get", fault: { stauts: 500 } }],
    ["/clock", { advanceMs: -1 }],
    ["/balance", { provider: "sinch", amount: 5 }],
    ["/balance", { provider: "nobody", amount: "5" }],
    ["/lease-many", { provider: "contiguity", count: 100_000 }],
    ["/take-away", { number: "+12025559999" }],
    ["/latency", "{"],
  ])("refuses a request to %s that it cannot carry out: %j", async (path, request) => {
    const { status, body } = await atControl(await openSandbox())("POST", path, request);
    expect(status).toBe(400);
    expect(body).toEqual({ error: expect.any(String) });
  });

  test("refuses an unknown provider and an unknown path", async () => {
    const control = atControl(await openSandbox());
    expect((await control("GET", "/owned/nobody")).status).toBe(400);
    expect((await control("GET", "/nothing")).status).toBe(404);
  });
});
