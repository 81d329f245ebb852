import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createSinchClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { swedishMobile, takenMeanwhile } = specialNumbers.sinch;
const project = "/sinch/v1/projects/sandbox-project";

const swedish = {
  phoneNumber: swedishMobile,
  regionCode: "SE",
  numberType: "MOBILE",
} as const;

describe.each(transports)("numberOrders over $name", ({ transport }) => {
  const { numberOrders } = createSinchClient({
    ...sandbox.sinch,
    transport,
    auth: "basic",
  });

  describe("lookupNumberRequirements()", () => {
    it("tells the fields and the documents", async () => {
      const asked = { regionCode: "DE", numberType: "LOCAL" } as const;
      expect(await numberOrders.lookupNumberRequirements(asked)).toMatchObject({
        fields: { required: ["companyName"] },
        attachments: [
          {
            id: "proof-of-address",
            title: "Proof of address",
            mandatory: true,
            allowedMimeTypes: ["application/pdf", "image/png"],
          },
          { id: "authority-form", mandatory: false, template: [{ name: "form.pdf" }] },
        ],
      });
      expect(control.requests("sinch.requirements")).toMatchObject([
        { method: "POST", path: `${project}/numberOrders:lookupNumberRequirements` },
      ]);
    });

    it("is asked again when it got no answer, since it changes nothing", async () => {
      const busy = { status: 500, body: "", headers: { "retry-after": "0" } };
      control.fault("sinch.requirements", busy);
      await numberOrders.lookupNumberRequirements({ regionCode: "DE", numberType: "LOCAL" });
      expect(control.requests("sinch.requirements")).toHaveLength(2);
    });

    it("takes neither a page nor other JSON for none", async () => {
      control.fault("sinch.requirements", { status: 404, contentType: "text/html", body: "no" });
      control.fault("sinch.requirements", { status: 200, body: { ok: true } });
      for (let left = 2; left > 0; left -= 1) {
        const asked = { regionCode: "DE", numberType: "LOCAL" } as const;
        expect(await failureOf(numberOrders.lookupNumberRequirements(asked))).toMatchObject({
          kind: "no-answer",
        });
      }
    });
  });

  describe("createNumberOrder()", () => {
    it("orders one number, connected to what is wanted", async () => {
      const created = await numberOrders.createNumberOrder({
        ...swedish,
        smsConfiguration: { servicePlanId: "plan" },
        voiceConfiguration: { type: "FAX", serviceId: "fax" },
        callbackUrl: "https://example.com/hook",
      });
      expect(created).toMatchObject({
        state: "CREATED",
        orderNumbers: [
          {
            phoneNumber: swedishMobile,
            numberPrice: { monthlyPrice: { currencyCode: "SEK", amount: "25.0" } },
          },
        ],
        smsConfiguration: { servicePlanId: "plan" },
        voiceConfiguration: { type: "FAX", serviceId: "fax" },
      });
      const [request] = control.requests("sinch.create-order");
      expect(request?.path).toBe(`${project}/numberOrders:createNumberOrder`);
      expect(JSON.parse(request?.body ?? "")).toEqual({
        regionCode: "SE",
        numberType: "MOBILE",
        numberOrderOption: { phoneNumbers: [swedishMobile] },
        smsConfiguration: { servicePlanId: "plan" },
        voiceConfiguration: { type: "FAX", serviceId: "fax" },
        callbackUrl: "https://example.com/hook",
      });
    });

    it("says until when it has to be submitted", async () => {
      const { expireTime } = await numberOrders.createNumberOrder(swedish);
      const left = new Date(expireTime ?? "").getTime() - control.clock.now();
      expect(left / 3_600_000).toBeCloseTo(48, 1);
    });

    it.each([
      ["number", { phoneNumber: "4670" }],
      ["voiceConfiguration", { voiceConfiguration: { appId: "app" } }],
      ["smsConfiguration", { smsConfiguration: { servicePlanId: "" } }],
      ["smsConfiguration", { smsConfiguration: { servicePlanId: "p", campaignId: "c" } }],
    ])("refuses a %s in %j before anything is sent", async (field, change) => {
      // What a caller without types can do.
      const refused = numberOrders.createNumberOrder({ ...swedish, ...(change as object) });
      expect(await failureOf(refused)).toMatchObject({ kind: "bad-input", field });
      expect(control.requests()).toEqual([]);
    });

    it("says that the number cannot be had", async () => {
      const taken = { phoneNumber: takenMeanwhile, regionCode: "US", numberType: "LOCAL" } as const;
      expect(await failureOf(numberOrders.createNumberOrder(taken))).toMatchObject({
        kind: "rejected",
        status: 400,
        field: "number_order_option.phone_numbers",
      });
    });

    it("is sent once, and is unknown without a clear answer", async () => {
      for (const fault of [
        { reset: "before" },
        { status: 500, body: "" },
        { status: 200, body: { state: "CREATED" } },
        { status: 200, body: { idNumberOrder: "x", orderNumbers: [{ phoneNumber: "+4670" }] } },
      ] as const)
        control.fault("sinch.create-order", fault);
      for (let count = 1; count <= 4; count += 1) {
        const failure = await failureOf(numberOrders.createNumberOrder(swedish));
        expect(failure).toMatchObject({ kind: "outcome-unknown" });
        expect(control.writes()["sinch.create-order"].received).toBe(count);
      }
    });
  });
});
