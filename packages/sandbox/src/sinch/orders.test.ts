import { describe, expect, test } from "vitest";
import { specialNumbers, type Sandbox } from "../index.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";
import { create, created, swedish } from "../../test/support/sinch-orders.js";

const special = specialNumbers.sinch;
const hourMs = 60 * 60 * 1000;

describe("the requirements", () => {
  const lookup = (sandbox: Sandbox, regionCode: string, numberType: string) =>
    atSinch(sandbox)("POST", "/numberOrders:lookupNumberRequirements", { regionCode, numberType });

  test("are not published for US LOCAL, nor where there are no numbers", async () => {
    const sandbox = await openSandbox();
    for (const region of ["US", "VA"]) {
      const { status, body } = await lookup(sandbox, region, "LOCAL");
      expect(status).toBe(404);
      expect(body).toMatchObject({
        error: { status: "NOT_FOUND", details: [{ resourceType: "NumberRequirements" }] },
      });
    }
  });

  test("are empty where no number needs a document, and name fields and documents elsewhere", async () => {
    const sandbox = await openSandbox();
    expect((await lookup(sandbox, "SE", "MOBILE")).body).toEqual({ fields: {}, attachments: [] });
    expect((await lookup(sandbox, "DE", "LOCAL")).body).toMatchObject({
      fields: { required: ["companyName"] },
      attachments: [
        { id: "proof-of-address", mandatory: true },
        { id: "authority-form", mandatory: false },
      ],
    });
  });
});

describe("an order", () => {
  test("is created, reviewed and carried out by the clock, and only then charged", async () => {
    const sandbox = await openSandbox({ now: () => Date.UTC(2026, 4, 10), reviewMs: 1000 });
    const send = atSinch(sandbox);
    const { body } = await create(sandbox, {
      ...swedish,
      smsConfiguration: { servicePlanId: "plan" },
    });
    expect(body).toEqual({
      projectId: sandbox.sinch.projectId,
      idNumberOrder: "sandbox-order-000001",
      regionCode: "SE",
      state: "CREATED",
      numberType: "MOBILE",
      orderNumbers: [
        {
          phoneNumber: special.swedishMobile,
          numberPrice: {
            setupPrice: { currencyCode: "SEK", amount: "0.00" },
            monthlyPrice: { currencyCode: "SEK", amount: "25.0" },
            paymentIntervalMonths: 1,
          },
          capabilities: ["SMS", "VOICE"],
        },
      ],
      smsConfiguration: { servicePlanId: "plan" },
      voiceConfiguration: null,
      expireTime: "2026-05-12T00:00:00.000000Z",
      createTime: "2026-05-10T00:00:00.000000Z",
      updateTime: "2026-05-10T00:00:00.000000Z",
    });
    const path = "/numberOrders/sandbox-order-000001";
    expect((await send("POST", `${path}/submit`)).body).toMatchObject({
      state: "IN_REVIEW",
      expireTime: null,
    });
    sandbox.control.clock.advance(999);
    expect(sandbox.control.owned("sinch")).toEqual([]);
    sandbox.control.clock.advance(1);
    expect(sandbox.control.owned("sinch")).toEqual([special.swedishMobile]);
    expect(sandbox.control.charges("sinch")).toHaveLength(1);
    expect((await send("GET", path)).body).toMatchObject({ state: "COMPLETED" });
    expect((await send("GET", `/activeNumbers/${special.swedishMobile}`)).body).toMatchObject({
      smsConfiguration: { scheduledProvisioning: { servicePlanId: "plan", status: "WAITING" } },
    });
    expect(sandbox.control.writes()["sinch.create-order"]).toEqual({ received: 1, committed: 1 });
  });

  test("keeps its number from everybody until it ends", async () => {
    const sandbox = await openSandbox();
    const send = atSinch(sandbox);
    const id = await created(sandbox);
    expect((await send("GET", `/availableNumbers/${special.swedishMobile}`)).status).toBe(404);
    expect((await send("POST", `/availableNumbers/${special.swedishMobile}:rent`, {})).status).toBe(
      404,
    );
    expect((await create(sandbox)).status).toBe(400);
    sandbox.control.clock.advance(48 * hourMs);
    expect((await send("GET", `/numberOrders/${id}`)).body).toMatchObject({ state: "EXPIRED" });
    expect((await send("POST", `/numberOrders/${id}/submit`)).status).toBe(400);
    expect((await create(sandbox)).status).toBe(200);
  });

  test.each([
    ["a voice configuration without a type", { voiceConfiguration: { appId: "app" } }],
    ["an empty configuration", { smsConfiguration: {} }],
    ["another region", { regionCode: "NO" }],
    ["two numbers", { numberOrderOption: { phoneNumbers: [special.swedishMobile, "+4670"] } }],
  ])("is refused with %s", async (_name, change) => {
    expect((await create(await openSandbox(), { ...swedish, ...change })).status).toBe(400);
  });

  test("of a number that somebody else takes meanwhile is refused", async () => {
    const answer = await create(await openSandbox(), {
      regionCode: "US",
      numberType: "LOCAL",
      numberOrderOption: { phoneNumbers: [special.takenMeanwhile] },
    });
    expect(answer.status).toBe(400);
  });

  test("is rejected for want of money, and says so", async () => {
    const sandbox = await openSandbox();
    const send = atSinch(sandbox);
    const id = await created(sandbox);
    sandbox.control.setBalance("sinch", "1");
    await send("POST", `/numberOrders/${id}/submit`);
    sandbox.control.clock.advance(3000);
    expect((await send("GET", `/numberOrders/${id}`)).body).toMatchObject({ state: "REJECTED" });
    expect((await send("GET", `/numberOrders/${id}/registration`)).body).toMatchObject({
      logs: [{ message: "Insufficient balance" }],
    });
    expect(sandbox.control.owned("sinch")).toEqual([]);
  });

  test("that was blocked can be submitted again, and one that was rejected cannot", async () => {
    const sandbox = await openSandbox({ now: () => Date.UTC(2026, 4, 10) });
    const send = atSinch(sandbox);
    const id = await created(sandbox);
    await send("POST", `/numberOrders/${id}/submit`);
    sandbox.control.judgeOrder(id, "BLOCKED", "The bill is too old");
    sandbox.control.clock.advance(100 * hourMs);
    expect((await send("GET", `/numberOrders/${id}`)).body).toMatchObject({ state: "BLOCKED" });
    expect((await send("POST", `/numberOrders/${id}/submit`)).body).toMatchObject({
      state: "IN_REVIEW",
    });
    sandbox.control.judgeOrder(id, "REJECTED", "No");
    expect((await send("POST", `/numberOrders/${id}/submit`)).status).toBe(400);
    expect((await create(sandbox)).status).toBe(200);
    expect(() => sandbox.control.judgeOrder(id, "BLOCKED", "")).toThrow(RangeError);
  });

  test("that does not exist is a 404", async () => {
    const send = atSinch(await openSandbox());
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/registration"],
      ["PUT", "/registration"],
      ["POST", "/submit"],
    ] as const) {
      const { status, body } = await send(method, `/numberOrders/none${path}`, undefined);
      expect(status).toBe(404);
      expect(body).toMatchObject({ error: { details: [{ resourceType: "NumberOrder" }] } });
    }
  });
});
