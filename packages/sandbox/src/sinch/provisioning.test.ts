import { describe, expect, test } from "vitest";
import { specialNumbers } from "../index.js";
import { atSinch } from "../../test/support/call.js";
import { openSandbox } from "../../test/support/open-sandbox.js";

const special = specialNumbers.sinch;
const rentPath = (number: string) => `/availableNumbers/${number}:rent`;
const sms = { smsConfiguration: { servicePlanId: "plan-1" } };
const voice = { voiceConfiguration: { appId: "app-1" } };
const startMs = Date.UTC(2026, 0, 31, 12, 0, 0, 123);

describe("provisioning", () => {
  test("goes from WAITING over IN_PROGRESS to the ids in their places", async () => {
    const sandbox = await openSandbox({ now: () => startMs });
    const send = atSinch(sandbox);
    const read = async () => (await send("GET", `/activeNumbers/${special.plain}`)).body;
    const waiting = (await send("POST", rentPath(special.plain), { ...sms, ...voice })).body;
    const scheduled = (status: string, lastUpdatedTime: string) => ({
      smsConfiguration: {
        servicePlanId: "",
        campaignId: "",
        scheduledProvisioning: {
          servicePlanId: "plan-1",
          campaignId: "",
          status,
          lastUpdatedTime,
          errorCodes: [],
        },
      },
      voiceConfiguration: {
        type: "RTC",
        appId: "",
        lastUpdatedTime: null,
        scheduledVoiceProvisioning: {
          type: "RTC",
          appId: "app-1",
          trunkId: "",
          serviceId: "",
          status,
          lastUpdatedTime,
        },
      },
    });
    expect(waiting).toMatchObject(scheduled("WAITING", "2026-01-31T12:00:00.123000Z"));
    sandbox.control.clock.advance(999);
    expect(await read()).toMatchObject(scheduled("WAITING", "2026-01-31T12:00:00.123000Z"));
    sandbox.control.clock.advance(1);
    expect(await read()).toMatchObject(scheduled("IN_PROGRESS", "2026-01-31T12:00:01.123000Z"));
    sandbox.control.clock.advance(1999);
    expect(await read()).toMatchObject(scheduled("IN_PROGRESS", "2026-01-31T12:00:01.123000Z"));
    sandbox.control.clock.advance(1);
    expect(await read()).toMatchObject({
      smsConfiguration: { servicePlanId: "plan-1", campaignId: "", scheduledProvisioning: null },
      voiceConfiguration: {
        appId: "app-1",
        lastUpdatedTime: "2026-01-31T12:00:03.123000Z",
        scheduledVoiceProvisioning: null,
      },
    });
  });

  test("of the failing number ends in FAILED with its reason and stays so, charged all the same", async () => {
    const sandbox = await openSandbox();
    const send = atSinch(sandbox);
    await send("POST", rentPath(special.smsProvisioningFails), sms);
    for (const later of [10_000, 86_400_000]) {
      sandbox.control.clock.advance(later);
      expect(
        (await send("GET", `/activeNumbers/${special.smsProvisioningFails}`)).body,
      ).toMatchObject({
        smsConfiguration: {
          servicePlanId: "",
          scheduledProvisioning: {
            servicePlanId: "plan-1",
            status: "FAILED",
            errorCodes: ["INSUFFICIENT_BALANCE"],
          },
        },
      });
    }
    expect(sandbox.control.charges("sinch")).toHaveLength(1);
  });
});
