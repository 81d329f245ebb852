import { describe, expect, it } from "vitest";
import { failureOf } from "../../../test/support/failure.js";
import { nobodys, ownError, sinchStage } from "../../../test/support/sinch-stage.js";
import { transports } from "../../../test/support/transports.js";

const { control, clients, numbers } = await sinchStage();
const { plain } = numbers;

describe.each(transports)("Sinch's numbers API over $name", ({ transport }) => {
  const client = clients(transport);

  describe("availableNumbers.rent()", () => {
    const rent = (...given: Parameters<ReturnType<typeof client>["availableNumbers"]["rent"]>) =>
      client().availableNumbers.rent(...given);

    it("sends an empty object when nothing is wanted", async () => {
      expect(await rent(plain)).toMatchObject({ phoneNumber: plain });
      expect(control.requests("sinch.rent")).toMatchObject([
        { path: `/sinch/v1/projects/sandbox-project/availableNumbers/${plain}:rent`, body: "{}" },
      ]);
    });

    it("sends only the configuration that is wanted", async () => {
      await rent(plain, { smsConfiguration: { servicePlanId: "plan" } });
      expect(control.requests("sinch.rent")[0]?.body).toBe(
        '{"smsConfiguration":{"servicePlanId":"plan"}}',
      );
    });

    it.each([
      ["smsConfiguration", { smsConfiguration: { servicePlanId: "" } }],
      ["voiceConfiguration", { voiceConfiguration: { appId: "" } }],
      ["voiceConfiguration", { voiceConfiguration: { type: "RTC" } as never }],
    ])("refuses an empty %s before anything is sent", async (field, options) => {
      expect(await failureOf(rent(plain, options))).toMatchObject({ kind: "bad-input", field });
      expect(control.requests()).toEqual([]);
    });

    it("names the field that Sinch refuses", async () => {
      const sms = { smsConfiguration: { servicePlanId: "plan" } };
      expect(await failureOf(rent(numbers.voiceOnly, sms))).toEqual({
        kind: "rejected",
        status: 400,
        field: "sms_configuration",
        reason: "number has no SMS",
      });
    });

    it("says what Sinch says about documents and money", async () => {
      expect(await failureOf(rent(numbers.needsDocuments))).toMatchObject({
        kind: "rejected",
        reason: "Supporting documentation is required to rent this number",
      });
      control.setBalance("sinch", "0");
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "rejected",
        reason: "Insufficient balance to rent the number",
      });
    });

    it("says that somebody else has the number", async () => {
      expect(await failureOf(rent(numbers.takenMeanwhile))).toEqual({ kind: "number-taken" });
    });

    it("does not know what a conflict means", async () => {
      control.fault("sinch.rent", ownError(409, "conflict"));
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "conflict",
      });
    });

    it("does not know what an answer about another number means", async () => {
      control.fault("sinch.rent", { status: 200, body: { phoneNumber: nobodys } });
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "other-number",
      });
    });

    it("takes any success for one", async () => {
      control.fault("sinch.rent", { status: 202, body: { phoneNumber: plain } });
      expect(await rent(plain)).toMatchObject({ phoneNumber: plain });
    });

    it.each([
      ["an error that is a plain text", 400, { error: "Odd." }],
      ["another code than the status", 400, { error: { code: 404, status: "NOT_FOUND" } }],
      ["a 404 that names nothing", 404, { error: { code: 404, status: "NOT_FOUND" } }],
      ["a 404 about another number", 404, sinchNotFound("AvailableNumber", "+12025550199")],
      ["a 404 about something else", 404, sinchNotFound("NumberOrder", "o1")],
      ["the bare form of a gateway", 404, { message: "Not Found", status: 404 }],
      ["another gateway's form", 404, { code: 404, message: "Not Found", status: "NOT_FOUND" }],
    ])("takes no word of Sinch's from %s", async (_name, status, body) => {
      control.fault("sinch.rent", { status, body });
      expect(await failureOf(rent(plain))).toMatchObject({
        kind: "outcome-unknown",
        reason: "unexpected-form",
        status,
      });
    });
  });
});

function sinchNotFound(resourceType: string, resourceName: string) {
  const details = [{ type: "ResourceInfo", resourceType, resourceName }];
  return { error: { code: 404, message: "", status: "NOT_FOUND", details } };
}
