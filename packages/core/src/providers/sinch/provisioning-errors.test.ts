import { describe, expect, it } from "vitest";
import { toLease } from "./mapping.js";
import { describeProvisioningError } from "./provisioning-errors.js";
import { activeNumber } from "./wire.js";

/** As in the description of the API. */
const described = [
  "ERROR_CODE_UNSPECIFIED",
  "INTERNAL_ERROR",
  "SMS_PROVISIONING_FAILED",
  "CAMPAIGN_PROVISIONING_FAILED",
  "CAMPAIGN_NOT_AVAILABLE",
  "EXCEEDED_10DLC_LIMIT",
  "NUMBER_PROVISIONING_FAILED",
  "PARTNER_SERVICE_UNAVAILABLE",
  "CAMPAIGN_PENDING_ACCEPTANCE",
  "MNO_SHARING_ERROR",
  "CAMPAIGN_EXPIRED",
  "CAMPAIGN_MNO_REJECTED",
  "CAMPAIGN_MNO_SUSPENDED",
  "CAMPAIGN_MNO_REVIEW",
  "INSUFFICIENT_BALANCE",
  "MOCK_CAMPAIGN_NOT_ALLOWED",
  "TFN_NOT_ALLOWED",
  "INVALID_NNID",
];
const general = describeProvisioningError("SOMETHING_NEW");

describe("a code for why provisioning failed", () => {
  it.each(described)("%s has a sentence of its own, and says what to do", (code) => {
    const { happened, next } = describeProvisioningError(code);
    for (const sentence of [happened, next]) expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    expect(happened).not.toBe(general.happened);
  });

  it("is told apart from every other", () => {
    const sentences = described.map((code) => describeProvisioningError(code).happened);
    expect(new Set(sentences).size).toBe(described.length);
  });

  it.each(["SOMETHING_NEW", "", "constructor"])(
    "that is not known, such as %j, keeps itself and has a general sentence",
    (code) => {
      expect(describeProvisioningError(code)).toEqual({ ...general, code });
    },
  );

  it("stands in words beside the codes of a lease", () => {
    const scheduledProvisioning = {
      status: "FAILED",
      errorCodes: ["INSUFFICIENT_BALANCE", "SOMETHING_NEW"],
    };
    const wire = { phoneNumber: "+12025550134", smsConfiguration: { scheduledProvisioning } };
    expect(toLease(activeNumber.parse(wire), "s").provisioning).toEqual([
      {
        feature: "sms",
        state: "failed",
        errorCodes: ["INSUFFICIENT_BALANCE", "SOMETHING_NEW"],
        errors: [describeProvisioningError("INSUFFICIENT_BALANCE"), general],
      },
    ]);
  });
});
