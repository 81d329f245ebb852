import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createSinchClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { swedishMobile, needsDocuments, takenMeanwhile } = specialNumbers.sinch;
const project = "/sinch/v1/projects/sandbox-project";

const swedish = {
  phoneNumber: swedishMobile,
  regionCode: "SE",
  numberType: "MOBILE",
} as const;

const bill = {
  name: "bill.pdf",
  mimeType: "application/pdf",
  content: new Uint8Array([0, 255, 13, 10, 45, 45]),
};

describe.each(transports)("numberOrders over $name", ({ transport }) => {
  const { numberOrders, availableNumbers, activeNumbers } = createSinchClient({
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

  const order = async (request: Parameters<typeof numberOrders.createNumberOrder>[0] = swedish) =>
    (await numberOrders.createNumberOrder(request)).idNumberOrder;

  /** A German number that needs documents, and its order. */
  const germanOrder = async () => {
    const found = await availableNumbers.search({ regionCode: "DE", type: "LOCAL", size: 200 });
    const number = found.find((one) => one.supportingDocumentationRequired);
    if (!number) throw new Error("the catalogue has none");
    const phoneNumber = number.phoneNumber;
    return order({ phoneNumber, regionCode: "DE", numberType: "LOCAL" });
  };

  describe("an order", () => {
    it("is reviewed once it is submitted, and then the number is held", async () => {
      const id = await order();
      expect(await numberOrders.submit(id)).toMatchObject({ state: "IN_REVIEW", expireTime: null });
      expect(control.requests("sinch.submit-order")).toMatchObject([
        { method: "POST", path: `${project}/numberOrders/${id}/submit`, body: "" },
      ]);
      expect(await failureOf(activeNumbers.get(swedishMobile))).toEqual({ kind: "not-leased" });
      control.clock.advance(3000);
      expect(await numberOrders.get(id)).toMatchObject({ state: "COMPLETED" });
      expect(await activeNumbers.get(swedishMobile)).toMatchObject({ regionCode: "SE" });
      expect(control.charges("sinch")).toHaveLength(1);
    });

    it("needs its details and documents first, as the requirements say", async () => {
      const id = await germanOrder();
      expect(await failureOf(numberOrders.submit(id))).toMatchObject({ kind: "rejected" });
      const requestDetails = { data: { companyName: "ACME" } };
      expect(await numberOrders.registration.put(id, requestDetails)).toMatchObject({
        requestDetails,
      });
      expect(control.requests("sinch.update-registration")).toMatchObject([
        { method: "PUT", body: JSON.stringify({ requestDetails }) },
      ]);
      const documentType = "UTILITY_BILL";
      await numberOrders.attachments.upload(id, "proof-of-address", { ...bill, documentType });
      expect(await numberOrders.registration.get(id)).toMatchObject({
        requestDetails,
        attachments: [
          {
            attachmentId: "proof-of-address",
            fileName: "bill.pdf",
            mimeType: "application/pdf",
            documentType,
            uploadStatus: "WAITING",
          },
        ],
        logs: [],
      });
      expect(await numberOrders.submit(id)).toMatchObject({ state: "IN_REVIEW" });
    });

    it("says in its logs why it is blocked, and can be mended", async () => {
      const id = await order();
      await numberOrders.submit(id);
      control.judgeOrder(id, "BLOCKED", "The bill is too old");
      expect(await numberOrders.get(id)).toMatchObject({ state: "BLOCKED" });
      expect(await numberOrders.registration.get(id)).toMatchObject({
        logs: [{ message: "The bill is too old" }],
      });
      expect(await numberOrders.submit(id)).toMatchObject({ state: "IN_REVIEW" });
    });

    it.each(["CREATED", "IN_REVIEW", "BLOCKED", "COMPLETED", "REJECTED", "EXPIRED", "NEW_STATE"])(
      "may be %s",
      async (state) => {
        control.fault("sinch.order", { status: 200, body: { idNumberOrder: "id", state } });
        expect(await numberOrders.get("id")).toMatchObject({ state });
      },
    );

    it("that does not exist is refused by Sinch", async () => {
      for (const refused of [
        () => numberOrders.get("none"),
        () => numberOrders.submit("none"),
        () => numberOrders.registration.get("none"),
        () => numberOrders.registration.put("none", {}),
        () => numberOrders.attachments.upload("none", "a", bill),
      ])
        expect(await failureOf(refused())).toMatchObject({
          kind: "rejected",
          status: 404,
          reason: "NumberOrder was not found",
        });
    });

    it("is never named by what would reach another operation", async () => {
      for (const id of ["", "..", "a b"]) {
        for (const refused of [
          () => numberOrders.get(id),
          () => numberOrders.submit(id),
          () => numberOrders.registration.get(id),
          () => numberOrders.registration.put(id, {}),
          () => numberOrders.attachments.upload(id, "a", bill),
        ])
          expect(await failureOf(refused())).toMatchObject({ kind: "bad-input", field: "orderId" });
      }
      expect(await failureOf(numberOrders.attachments.upload("a", "", bill))).toMatchObject({
        field: "attachmentId",
      });
      expect(control.requests()).toEqual([]);
    });

    it("is not confused with another one", async () => {
      const body = { idNumberOrder: "another", state: "COMPLETED" };
      control.fault("sinch.order", { status: 200, body });
      control.fault("sinch.submit-order", { status: 200, body });
      expect(await failureOf(numberOrders.get("id"))).toMatchObject({ kind: "no-answer" });
      expect(await failureOf(numberOrders.submit("id"))).toMatchObject({ kind: "outcome-unknown" });
    });
  });

  describe("an attachment", () => {
    it("of any kind is taken where nothing is published", async () => {
      const id = await order({
        phoneNumber: needsDocuments,
        regionCode: "US",
        numberType: "LOCAL",
      });
      const text = { ...bill, name: 'my "own".txt', mimeType: "text/plain" };
      await numberOrders.attachments.upload(id, "anything", text);
      expect(await numberOrders.registration.get(id)).toMatchObject({
        attachments: [{ attachmentId: "anything", mimeType: "text/plain", documentType: "" }],
      });
    });

    it("has to be of a type that can be named", async () => {
      const file = { ...bill, mimeType: "application/pdf\r\nevil: 1" };
      expect(await failureOf(numberOrders.attachments.upload("id", "a", file))).toMatchObject({
        kind: "bad-input",
        field: "mimeType",
      });
    });

    it("is not handed in by a page, and may be answered with nothing or with JSON", async () => {
      const upload = () => numberOrders.attachments.upload("id", "a", bill);
      control.fault("sinch.upload-attachment", { html: true });
      expect(await failureOf(upload())).toMatchObject({ kind: "outcome-unknown" });
      control.fault("sinch.upload-attachment", { status: 204 });
      control.fault("sinch.upload-attachment", { status: 200, body: {} });
      await upload();
      await upload();
    });
  });
});
