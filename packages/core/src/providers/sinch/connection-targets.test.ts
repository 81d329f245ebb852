import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createSinchClient } from "./client.js";
import { sinchProvider } from "./provider.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { plain, voiceOnly, swedishMobile } = specialNumbers.sinch;

describe.each(transports)("what a number can be connected to, over $name", ({ transport }) => {
  const { availableNumbers } = createSinchClient({ ...sandbox.sinch, transport, auth: "basic" });
  const provider = sinchProvider({ ...sandbox.sinch, transport, account: "s" });

  it("is what the project's numbers are connected to, or are about to be, the most used first", async () => {
    await availableNumbers.rent(plain, { smsConfiguration: { servicePlanId: "plan" } });
    control.clock.advance(3000);
    await availableNumbers.rent(voiceOnly, { voiceConfiguration: { type: "RTC", appId: "app" } });
    const both = { smsConfiguration: { servicePlanId: "plan" } };
    await availableNumbers.rent(swedishMobile, both);
    expect(await provider.connectionTargets?.()).toEqual([
      { feature: "sms", id: "plan", name: null, numbers: 2 },
      { feature: "voice", id: "app", name: null, numbers: 1 },
    ]);
  });

  it("is nothing where no number is connected", async () => {
    await availableNumbers.rent(plain);
    expect(await provider.connectionTargets?.()).toEqual([]);
  });
});
