import { signSinchWebhook, specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { samePrice } from "../../domain/price.js";
import type { Transport } from "../../http/transport.js";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { createSinchClient } from "./client.js";
import { toLease, toOffer } from "./mapping.js";
import { verifySinchWebhook } from "./webhooks.js";
import { activeNumber, availableNumber } from "./wire.js";

// What is easily done wrong with this API, each with the name of the mistake. More about each is in the
// tests of its own file.

const sandbox = await sharedSandbox();
const numbers = specialNumbers.sinch;
const { plain } = numbers;

it("pages without an end have one", async () => {
  let pages = 0;
  // A thousand pages over a socket would take their time.
  const transport: Transport = () => {
    pages += 1;
    return Promise.resolve({
      status: 200,
      headers: {},
      body: Buffer.from(`{"activeNumbers":[],"nextPageToken":"${pages}"}`),
    });
  };
  const endless = createSinchClient({ ...sandbox.sinch, transport, auth: "basic" });
  const walk = async () => {
    for await (const _ of endless.activeNumbers.list({ type: "LOCAL" }));
  };
  expect(await failureOf(walk())).toMatchObject({ kind: "no-answer" });
  expect(pages).toBe(1000);
});

describe("in an answer", () => {
  const held = (changes: object) => activeNumber.parse({ phoneNumber: plain, ...changes });
  const offered = (monthlyPrice: object, changes: object = {}) =>
    toOffer(
      availableNumber.parse({
        phoneNumber: plain,
        setupPrice: { currencyCode: "USD", amount: "0" },
        monthlyPrice,
        ...changes,
      }),
      "s",
    ).price;

  it("a display name that looks like a date stays text", () => {
    expect(held({ displayName: "2026-01-15" }).displayName).toBe("2026-01-15");
    expect(toLease(held({ displayName: "2026-01-15" }), "s").label).toBe("2026-01-15");
  });

  it("0.8 and 0.80 are one price", () => {
    const short = offered({ currencyCode: "USD", amount: "0.8" });
    const long = offered({ currencyCode: "USD", amount: "0.80" });
    expect(short && long && samePrice(short, long)).toBe(true);
  });

  it("an interval of 0 months is not said, and nothing is divided by it", () => {
    const price = offered({ currencyCode: "USD", amount: "2.00" }, { paymentIntervalMonths: 0 });
    expect(price?.intervalMonths).toBeNull();
  });

  it.each([
    ["empty", { displayName: "", expireAt: null, smsConfiguration: null, callbackUrl: "" }],
    ["null", { displayName: null, expireAt: null, voiceConfiguration: null, callbackUrl: null }],
    ["left out", {}],
  ])("what is unset may be %s", (_name, unset) => {
    expect(toLease(held(unset), "s")).toMatchObject({
      label: null,
      endsAt: null,
      provisioning: [],
    });
  });

  it("success of provisioning is no value, but the schedule gone and the id in its place", () => {
    const sms = (servicePlanId: string, scheduledProvisioning: object | null) =>
      toLease(held({ smsConfiguration: { servicePlanId, scheduledProvisioning } }), "s");
    expect(sms("", { status: "WAITING" }).state).toBe("pending");
    expect(sms("plan", null).provisioning).toMatchObject([{ state: "ready" }]);
    expect(sms("", null).provisioning).toEqual([]);
  });

  it("the type that voice is changing to may differ from the one that it has", () => {
    const voice = held({
      voiceConfiguration: {
        type: "RTC",
        appId: "app",
        scheduledVoiceProvisioning: { type: "FAX", serviceId: "fax", status: "IN_PROGRESS" },
      },
    });
    expect(voice.voiceConfiguration?.scheduledVoiceProvisioning?.type).toBe("FAX");
    expect(toLease(voice, "s").provisioning).toMatchObject([{ state: "in-progress" }]);
  });

  it("what is not known yet is kept", () => {
    const odd = { type: "SATELLITE", capability: ["FAX"], newField: 1 };
    expect(toLease(held(odd), "s")).toMatchObject({ type: "x-SATELLITE", features: ["x-FAX"] });
  });
});

describe("in a webhook", () => {
  const secret = "0123456789abcdef0123456789abcdef";
  const rawBody = JSON.stringify({
    resourceType: "ACTIVE_NUMBER",
    timestamp: "2026-04-06T08:45:27.565347123",
    failureCode: "PROVISIONING_TO_VOICE_PLATFORM_FAILED",
  });

  it("a time without a zone is UTC", async () => {
    const signature = signSinchWebhook(secret, rawBody);
    const { timestamp } = await verifySinchWebhook({ secret, signature, rawBody });
    expect(new Date(timestamp ?? "").toISOString()).toBe("2026-04-06T08:45:27.565Z");
  });

  it("a code that is not described is kept", async () => {
    const signature = signSinchWebhook(secret, rawBody);
    expect(await verifySinchWebhook({ secret, signature, rawBody })).toMatchObject({
      failureCode: "PROVISIONING_TO_VOICE_PLATFORM_FAILED",
    });
  });

  it("a body that was parsed and written again no longer fits", async () => {
    const spaced = rawBody.replace(":", ": ");
    const signature = signSinchWebhook(secret, spaced);
    const again = JSON.stringify(JSON.parse(spaced));
    expect(
      await failureOf(verifySinchWebhook({ secret, signature, rawBody: again })),
    ).toMatchObject({ field: "signature" });
  });

  it("an empty secret verifies nothing", async () => {
    const signature = signSinchWebhook("", rawBody);
    expect(await failureOf(verifySinchWebhook({ secret: "", signature, rawBody }))).toMatchObject({
      field: "secret",
    });
  });
});
