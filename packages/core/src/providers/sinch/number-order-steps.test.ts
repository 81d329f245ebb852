import { specialNumbers } from "@leaseline/sandbox";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { sharedSandbox } from "../../../test/support/shared-sandbox.js";
import { transports } from "../../../test/support/transports.js";
import { createSinchClient } from "./client.js";

const sandbox = await sharedSandbox();
const { control } = sandbox;
const { swedishMobile, needsDocuments } = specialNumbers.sinch;
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
