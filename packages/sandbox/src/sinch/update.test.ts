import { describe, expect, test } from "vitest";
import { specialNumbers, type Sandbox } from "../index.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const { plain, voiceOnly } = specialNumbers.sinch;
const path = `/activeNumbers/${plain}`;
const sms = (servicePlanId: string) => ({ smsConfiguration: { servicePlanId } });

async function rented(body: object = {}, number: string = plain): Promise<Sandbox> {
  const sandbox = await openSandbox({ now: () => Date.UTC(2026, 4, 10), provisioningMs: 3000 });
  await atSinch(sandbox)("POST", `/availableNumbers/${number}:rent`, body);
  sandbox.control.clock.advance(3000);
  return sandbox;
}

describe("update", () => {
  test("renames, and leaves everything else as it was", async () => {
    const sandbox = await rented(sms("old"));
    const before = await atSinch(sandbox)("GET", path);
    const { status, body } = await atSinch(sandbox)("PATCH", path, { displayName: "2026-01-15" });
    expect(status).toBe(200);
    expect(body).toEqual({ ...Object(before.body), displayName: "2026-01-15" });
  });

  test("keeps the old connection until the new one is provisioned", async () => {
    const sandbox = await rented(sms("old"));
    const send = atSinch(sandbox);
    expect((await send("PATCH", path, sms("new"))).body).toMatchObject({
      smsConfiguration: {
        servicePlanId: "old",
        scheduledProvisioning: { servicePlanId: "new", status: "WAITING" },
      },
    });
    sandbox.control.clock.advance(1000);
    expect((await send("GET", path)).body).toMatchObject({
      smsConfiguration: { scheduledProvisioning: { status: "IN_PROGRESS" } },
    });
    sandbox.control.clock.advance(2000);
    expect((await send("GET", path)).body).toMatchObject({
      smsConfiguration: { servicePlanId: "new", scheduledProvisioning: null },
    });
  });

  test("may change the type of voice, and leaves SMS alone", async () => {
    const sandbox = await rented({ ...sms("plan"), voiceConfiguration: { appId: "app" } });
    const voiceConfiguration = { type: "FAX", serviceId: "fax" };
    expect((await atSinch(sandbox)("PATCH", path, { voiceConfiguration })).body).toMatchObject({
      smsConfiguration: { servicePlanId: "plan", scheduledProvisioning: null },
      voiceConfiguration: {
        type: "RTC",
        appId: "app",
        scheduledVoiceProvisioning: { type: "FAX", serviceId: "fax" },
      },
    });
  });

  test('ends a connection with ""', async () => {
    const sandbox = await rented({ ...sms("plan"), voiceConfiguration: { appId: "app" } });
    const ended = { ...sms(""), voiceConfiguration: { appId: "" }, callbackUrl: "" };
    expect((await atSinch(sandbox)("PATCH", path, ended)).body).toMatchObject({
      smsConfiguration: { servicePlanId: "", scheduledProvisioning: null },
      voiceConfiguration: { appId: "", scheduledVoiceProvisioning: null },
      callbackUrl: "",
    });
  });

  test.each([{ smsConfiguration: {} }, { voiceConfiguration: {} }, { name: "x" }])(
    "refuses %j",
    async (body) => {
      expect((await atSinch(await rented())("PATCH", path, body)).status).toBe(400);
    },
  );

  test("refuses a configuration that the number has no use for, and a number that is not held", async () => {
    const send = atSinch(await rented({}, voiceOnly));
    expect((await send("PATCH", `/activeNumbers/${voiceOnly}`, sms("plan"))).status).toBe(400);
    expect((await send("PATCH", path, { displayName: "x" })).status).toBe(404);
  });

  test("is no write: it neither leases nor releases", async () => {
    const sandbox = await rented();
    await atSinch(sandbox)("PATCH", path, { displayName: "x" });
    expect(Object.keys(sandbox.control.writes())).not.toContain("sinch.update");
    expect(sandbox.control.requests().at(-1)).toMatchObject({
      operation: "sinch.update",
      body: '{"displayName":"x"}',
    });
  });
});
