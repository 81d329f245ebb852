import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const special = specialNumbers.sinch;
const rentPath = (number: string) => `/availableNumbers/${number}:rent`;
const sms = { smsConfiguration: { servicePlanId: "plan-1" } };
const voice = { voiceConfiguration: { appId: "app-1" } };
const startMs = Date.UTC(2026, 0, 31, 12, 0, 0, 123);

describe("rent", () => {
  test("takes {} and answers with every key, unset ones empty", async () => {
    const sandbox = await openSandbox({ now: () => startMs });
    const { status, body } = await atSinch(sandbox)("POST", rentPath(special.plain), {});
    expect(status).toBe(200);
    expect(body).toEqual({
      phoneNumber: special.plain,
      projectId: sandbox.sinch.projectId,
      displayName: "",
      regionCode: "US",
      type: "LOCAL",
      capability: ["SMS", "VOICE"],
      money: { currencyCode: "USD", amount: "0.80" },
      paymentIntervalMonths: 1,
      nextChargeDate: "2026-02-28T12:00:00.123000Z",
      expireAt: null,
      smsConfiguration: { servicePlanId: "", campaignId: "", scheduledProvisioning: null },
      voiceConfiguration: {
        type: "RTC",
        appId: "",
        trunkId: "",
        serviceId: "",
        lastUpdatedTime: null,
        scheduledVoiceProvisioning: null,
      },
      callbackUrl: "",
    });
    expect(sandbox.control.owned("sinch")).toEqual([special.plain]);
    expect(sandbox.control.charges("sinch")).toHaveLength(1);
  });

  test("keeps the callback address", async () => {
    const send = atSinch(await openSandbox());
    const callbackUrl = "https://example.com/hook";
    const { body } = await send("POST", rentPath(special.plain), { callbackUrl });
    expect(body).toMatchObject({ callbackUrl });
  });

  test("has null for a configuration that the number cannot have", async () => {
    const send = atSinch(await openSandbox());
    expect((await send("POST", rentPath(special.voiceOnly), voice)).body).toMatchObject({
      smsConfiguration: null,
    });
    expect((await send("POST", rentPath(special.smsOnly), sms)).body).toMatchObject({
      voiceConfiguration: null,
    });
  });

  test.each([
    [
      "an empty SMS configuration",
      special.plain,
      { smsConfiguration: {} },
      "sms_configuration.service_plan_id",
    ],
    [
      "an empty voice configuration",
      special.plain,
      { voiceConfiguration: {} },
      "voice_configuration.app_id",
    ],
    [
      "EST without its trunk",
      special.plain,
      { voiceConfiguration: { type: "EST" } },
      "voice_configuration.trunk_id",
    ],
    [
      "FAX without its service",
      special.plain,
      { voiceConfiguration: { type: "FAX" } },
      "voice_configuration.service_id",
    ],
    [
      "an app id beside a trunk",
      special.plain,
      { voiceConfiguration: { type: "EST", trunkId: "t", appId: "a" } },
      "voice_configuration.app_id",
    ],
    ["SMS for a number without", special.voiceOnly, sms, "sms_configuration"],
    ["voice for a number without", special.smsOnly, voice, "voice_configuration"],
    [
      "a campaign outside the US",
      special.swedishMobile,
      { smsConfiguration: { servicePlanId: "p", campaignId: "c" } },
      "sms_configuration.campaign_id",
    ],
  ])("refuses %s and names the field", async (_, number, body, field) => {
    const sandbox = await openSandbox();
    const answer = await atSinch(sandbox)("POST", rentPath(number), body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: { details: [{ type: "BadRequest", fieldViolations: [{ field }] }] },
    });
    expect(sandbox.control.owned("sinch")).toEqual([]);
  });

  test.each([
    ["nothing", ""],
    ["no JSON", "{"],
    ["a misspelt key", { smsConfig: {} }],
  ])("refuses a body that is %s", async (_, body) => {
    expect((await atSinch(await openSandbox())("POST", rentPath(special.plain), body)).status).toBe(
      400,
    );
  });

  test.each(["RTC", "EST", "FAX"] as const)("takes the one id of %s", async (type) => {
    const send = atSinch(await openSandbox({ provisioningMs: 0 }));
    const id = { RTC: { appId: "1" }, EST: { trunkId: "1" }, FAX: { serviceId: "1" } }[type];
    const { body } = await send("POST", rentPath(special.plain), {
      voiceConfiguration: { type, ...id },
    });
    expect(body).toMatchObject({
      voiceConfiguration: { type, ...id, scheduledVoiceProvisioning: null },
    });
  });

  test("refuses a number that needs documents", async () => {
    const { status, body } = await atSinch(await openSandbox())(
      "POST",
      rentPath(special.needsDocuments),
      {},
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: { status: "INVALID_ARGUMENT", message: expect.stringContaining("documentation") },
    });
  });

  test("answers 404 for a number that somebody else got, which check called available", async () => {
    const send = atSinch(await openSandbox());
    const check = () => send("GET", `/availableNumbers/${special.takenMeanwhile}`);
    expect((await check()).status).toBe(200);
    const { status, body } = await send("POST", rentPath(special.takenMeanwhile), {});
    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { details: [{ resourceType: "AvailableNumber" }] } });
    expect((await check()).status).toBe(404);
  });

  test("answers 400 when the balance is too low, and takes nothing", async () => {
    const sandbox = await openSandbox();
    sandbox.control.setBalance("sinch", "0.79");
    const { status, body } = await atSinch(sandbox)("POST", rentPath(special.plain), {});
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { status: "INVALID_ARGUMENT", details: [] } });
    expect(sandbox.control.charges("sinch")).toEqual([]);
  });

  test("does not rent the same number twice", async () => {
    const sandbox = await openSandbox();
    const send = atSinch(sandbox);
    await send("POST", rentPath(special.plain), {});
    expect((await send("POST", rentPath(special.plain), {})).status).toBe(404);
    expect(sandbox.control.charges("sinch")).toHaveLength(1);
  });
});
