import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createSinchClient } from "./client.js";
import { toLease, toOffer } from "./mapping.js";
import type { RentOptions } from "./requests.js";

// The samples of Sinch's document about available numbers, request for request and field for field.

const sandbox = await sharedSandbox();
const { control } = sandbox;
const project = "/sinch/v1/projects/sandbox-project";
/** The number of the samples; the sandbox offers it too. */
const phoneNumber = specialNumbers.sinch.plain;

/** The answer to a check, and each item of a search. */
const availableSample = {
  phoneNumber: "+12025550134",
  regionCode: "US",
  type: "MOBILE",
  capability: ["SMS", "VOICE"],
  setupPrice: { currencyCode: "USD", amount: "2.00" },
  monthlyPrice: { currencyCode: "USD", amount: "2.00" },
  paymentIntervalMonths: 0,
  supportingDocumentationRequired: true,
};

/** The answer to a rent. */
const activeSample = {
  phoneNumber: "+12025550134",
  projectId: "51bc3f40-f266-4ca8-8938-a1ed0ff32b9a",
  displayName: "string",
  regionCode: "US",
  type: "MOBILE",
  capability: ["SMS"],
  money: { currencyCode: "USD", amount: "2.00" },
  paymentIntervalMonths: 0,
  nextChargeDate: "2019-08-24T14:15:22Z",
  expireAt: "2019-08-24T14:15:22Z",
  smsConfiguration: {
    servicePlanId: "string",
    scheduledProvisioning: {
      servicePlanId: "8200000f74924bd6800000b212f00000",
      status: "WAITING",
      lastUpdatedTime: "2019-08-24T14:15:22Z",
      campaignId: "string",
      errorCodes: ["PARTNER_SERVICE_UNAVAILABLE"],
    },
    campaignId: "string",
  },
  voiceConfiguration: {
    appId: "string",
    scheduledVoiceProvisioning: {
      appId: "string",
      status: "WAITING",
      lastUpdatedTime: "2019-08-24T14:15:22Z",
    },
    lastUpdatedTime: "2019-08-24T14:15:22Z",
  },
};

const smsConfiguration = { servicePlanId: "YOUR_SMS_servicePlanId" };
const voiceConfiguration = { appId: "YOUR_Voice_appId" };

describe.each(transports)("Sinch's document over $name", ({ transport }) => {
  const { availableNumbers } = createSinchClient({ ...sandbox.sinch, transport, auth: "basic" });
  const request = () => {
    const [{ method, path, query, body } = missing, ...others] = control.requests();
    expect(others).toEqual([]);
    return { method, path, query, body };
  };

  describe("the search for US MOBILE numbers", () => {
    const search = () => availableNumbers.search({ regionCode: "US", type: "MOBILE" });

    it("sends the sample's request", async () => {
      await search();
      expect(request()).toEqual({
        method: "GET",
        path: `${project}/availableNumbers`,
        query: "regionCode=US&type=MOBILE",
        body: null,
      });
    });

    it("finds numbers with every field of the sample", async () => {
      const found = await search();
      expect(found.length).toBeGreaterThan(0);
      for (const number of found)
        expect(fieldsOf(number)).toEqual(expect.arrayContaining(fieldsOf(availableSample)));
    });

    it("yields the sample's answer as it is written", async () => {
      const body = { availableNumbers: [availableSample] };
      control.fault("sinch.search", { status: 200, body });
      expect(await search()).toEqual([availableSample]);
    });
  });

  describe("the check of a number", () => {
    const check = () => availableNumbers.check("+12025550134");

    it("sends the sample's request", async () => {
      await check();
      expect(request()).toEqual({
        method: "GET",
        path: `${project}/availableNumbers/+12025550134`,
        query: "",
        body: null,
      });
    });

    it("has every field of the sample", async () => {
      expect(fieldsOf(await check())).toEqual(expect.arrayContaining(fieldsOf(availableSample)));
    });

    it("yields the sample's answer as it is written", async () => {
      control.fault("sinch.check", { status: 200, body: availableSample });
      expect(await check()).toEqual(availableSample);
    });
  });

  describe.each<[string, RentOptions]>([
    ["SMS only", { smsConfiguration }],
    ["voice only", { voiceConfiguration }],
    ["SMS and voice", { smsConfiguration, voiceConfiguration }],
  ])("the activation of a number for %s", (_name, options) => {
    it("sends the sample's request, and no object that is not needed", async () => {
      await availableNumbers.rent(phoneNumber, options);
      const { body, ...line } = request();
      expect(line).toEqual({
        method: "POST",
        path: `${project}/availableNumbers/+12025550134:rent`,
        query: "",
      });
      expect(JSON.parse(body ?? "")).toEqual(options);
    });

    it("has every field of the sample that belongs to it", async () => {
      const rented = await availableNumbers.rent(phoneNumber, options);
      const fields = fieldsOf(activeSample).filter(
        (field) =>
          (options.smsConfiguration ?? !field.startsWith("smsConfiguration.scheduled")) &&
          (options.voiceConfiguration ?? !field.startsWith("voiceConfiguration.scheduled")),
      );
      expect(fieldsOf(rented)).toEqual(expect.arrayContaining(fields));
      const [sms, voice] = [rented.smsConfiguration, rented.voiceConfiguration];
      expect(sms?.scheduledProvisioning?.servicePlanId).toBe(
        options.smsConfiguration && "YOUR_SMS_servicePlanId",
      );
      expect(voice?.scheduledVoiceProvisioning?.appId).toBe(
        options.voiceConfiguration && "YOUR_Voice_appId",
      );
    });

    it("yields the sample's answer as it is written", async () => {
      control.fault("sinch.rent", { status: 200, body: activeSample });
      expect(await availableNumbers.rent(phoneNumber, options)).toMatchObject(activeSample);
    });
  });
});

describe("Sinch's document", () => {
  it("has an offer and a lease in it", async () => {
    control.fault("sinch.check", { status: 200, body: availableSample });
    control.fault("sinch.rent", { status: 200, body: activeSample });
    const { availableNumbers } = createSinchClient({ ...sandbox.sinch, auth: "basic" });
    expect(toOffer(await availableNumbers.check(phoneNumber), "s")).toMatchObject({
      type: "mobile",
      features: ["sms", "voice"],
      price: { setup: { amount: "2.00" }, recurring: { amount: "2.00" }, intervalMonths: null },
      requirements: [{ kind: "documents" }],
    });
    expect(toLease(await availableNumbers.rent(phoneNumber), "s")).toMatchObject({
      label: "string",
      state: "releasing",
      endsAt: "2019-08-24T14:15:22.000Z",
      provisioning: [
        {
          feature: "sms",
          state: "waiting",
          errors: [{ happened: "A company that Sinch works with could not be reached." }],
        },
        { feature: "voice", state: "waiting", errors: [] },
      ],
    });
  });
});

const missing = { method: null, path: null, query: null, body: null };

/** The path of every field that is there, also of those that are null. */
function fieldsOf(value: object, prefix = ""): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = prefix + name;
    const nested = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return nested ? [path, ...fieldsOf(inner, `${path}.`)] : [path];
  });
}
