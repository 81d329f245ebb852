import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createSinchClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, swedishMobile, voiceOnly } = specialNumbers.sinch;
const sms = { smsConfiguration: { servicePlanId: "plan" } };

describe.each(transports)("activeNumbers.update() over $name", ({ transport }) => {
  const { availableNumbers, activeNumbers } = createSinchClient({
    ...sandbox.sinch,
    transport,
    auth: "basic",
  });
  const requests = () => control.requests("sinch.update");

  it("sends what is to change and nothing else", async () => {
    await availableNumbers.rent(plain, sms);
    const updated = await activeNumbers.update(plain, { displayName: "2026-01-15" });
    expect(updated).toMatchObject({ phoneNumber: plain, displayName: "2026-01-15" });
    expect(requests()).toMatchObject([
      {
        method: "PATCH",
        path: `/sinch/v1/projects/sandbox-project/activeNumbers/${plain}`,
        body: '{"displayName":"2026-01-15"}',
      },
    ]);
  });

  it("connects to something else, which is provisioned afterwards", async () => {
    await availableNumbers.rent(plain, sms);
    control.clock.advance(3000);
    const changes = {
      smsConfiguration: { servicePlanId: "other", campaignId: "campaign" },
      voiceConfiguration: { type: "EST", trunkId: "trunk" } as const,
      callbackUrl: "https://example.com/hook",
    };
    expect(await activeNumbers.update(plain, changes)).toMatchObject({
      callbackUrl: "https://example.com/hook",
      smsConfiguration: {
        servicePlanId: "plan",
        scheduledProvisioning: {
          servicePlanId: "other",
          campaignId: "campaign",
          status: "WAITING",
          errorCodes: [],
        },
      },
      voiceConfiguration: {
        scheduledVoiceProvisioning: { type: "EST", trunkId: "trunk", status: "WAITING" },
      },
    });
    control.clock.advance(3000);
    expect(await activeNumbers.get(plain)).toMatchObject({
      smsConfiguration: { servicePlanId: "other", scheduledProvisioning: null },
      voiceConfiguration: { type: "EST", trunkId: "trunk", scheduledVoiceProvisioning: null },
    });
  });

  it('ends a connection with ""', async () => {
    await availableNumbers.rent(plain, { ...sms, voiceConfiguration: { appId: "app" } });
    control.clock.advance(3000);
    const ended = await activeNumbers.update(plain, {
      smsConfiguration: { servicePlanId: "" },
      voiceConfiguration: { appId: "" },
      callbackUrl: "",
    });
    expect(ended).toMatchObject({
      smsConfiguration: { servicePlanId: "", scheduledProvisioning: null },
      voiceConfiguration: { appId: "", scheduledVoiceProvisioning: null },
    });
  });

  it.each([
    ["changes", {}],
    ["changes", undefined],
    ["smsConfiguration", { smsConfiguration: {} }],
    ["smsConfiguration", { smsConfiguration: null }],
    ["smsConfiguration", { smsConfiguration: { campaignId: "c" } }],
    ["smsConfiguration", { smsConfiguration: { servicePlanId: "p", scheduledProvisioning: null } }],
    ["voiceConfiguration", { voiceConfiguration: {} }],
    ["voiceConfiguration", { voiceConfiguration: { type: "RTC" } }],
    ["voiceConfiguration", { voiceConfiguration: { type: "EST", appId: "a" } }],
    ["voiceConfiguration", { voiceConfiguration: { appId: "a", trunkId: "t" } }],
    ["voiceConfiguration", { voiceConfiguration: { type: "SIP", appId: "a" } }],
  ])("refuses %s in %j before anything is sent", async (field, changes) => {
    // What a caller without types can do.
    const refused = activeNumbers.update(plain, changes as never);
    expect(await failureOf(refused)).toMatchObject({ kind: "bad-input", field });
    expect(control.requests()).toEqual([]);
  });

  it("refuses a campaign for a number that is not of the US", async () => {
    const campaign = { smsConfiguration: { servicePlanId: "p", campaignId: "c" } };
    for (const refused of [
      () => activeNumbers.update(swedishMobile, campaign),
      () => availableNumbers.rent(swedishMobile, campaign),
    ])
      expect(await failureOf(refused())).toMatchObject({
        kind: "bad-input",
        field: "smsConfiguration",
      });
    expect(control.requests()).toEqual([]);
  });

  it("says what Sinch refuses", async () => {
    await availableNumbers.rent(voiceOnly);
    expect(await failureOf(activeNumbers.update(voiceOnly, sms))).toMatchObject({
      kind: "rejected",
      status: 400,
      field: "sms_configuration",
    });
    expect(await failureOf(activeNumbers.update(plain, sms))).toEqual({ kind: "not-leased" });
  });

  it("is sent once, and is unknown without a clear answer", async () => {
    await availableNumbers.rent(plain);
    for (const fault of [
      { reset: "after" },
      { status: 500, body: "" },
      { html: true },
      { status: 200, body: { phoneNumber: voiceOnly } },
    ] as const)
      control.fault("sinch.update", fault);
    for (let sent = 1; sent <= 4; sent += 1) {
      const failure = await failureOf(activeNumbers.update(plain, { displayName: "x" }));
      expect(failure).toMatchObject({ kind: "outcome-unknown" });
      expect(requests()).toHaveLength(sent);
    }
  });
});
