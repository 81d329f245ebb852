import type { ProvisioningError } from "../../domain/lease.js";
import { phrase } from "../../domain/translate.js";

const support = phrase("Ask Sinch's support about the number.");

/** Every code that Sinch describes: what happened, and what to do. Source: Sinch Numbers API, OpenAPI description 1.0.3. */
const knownErrors = new Map<string, readonly [happened: string, next: string]>([
  [
    "ERROR_CODE_UNSPECIFIED",
    [phrase("Sinch gave no reason."), phrase("Wait a little, then connect the number again.")],
  ],
  [
    "INTERNAL_ERROR",
    [
      phrase("Something went wrong at Sinch."),
      phrase("Wait a little, then connect the number again."),
    ],
  ],
  [
    "SMS_PROVISIONING_FAILED",
    [
      phrase("The number could not be connected to the SMS service plan."),
      phrase("Check that the service plan exists in this project, then connect the number again."),
    ],
  ],
  [
    "CAMPAIGN_PROVISIONING_FAILED",
    [
      phrase("The number could not be added to the 10DLC campaign."),
      phrase("Check the campaign in Sinch's dashboard, then connect the number again."),
    ],
  ],
  [
    "CAMPAIGN_NOT_AVAILABLE",
    [
      phrase("There is no such campaign, or this project may not use it."),
      phrase("Check the campaign's ID, then connect the number again."),
    ],
  ],
  [
    "EXCEEDED_10DLC_LIMIT",
    [
      phrase("The campaign has as many numbers as it may have."),
      phrase("Take another number out of the campaign, or use another campaign."),
    ],
  ],
  ["NUMBER_PROVISIONING_FAILED", [phrase("The number itself could not be set up."), support]],
  [
    "PARTNER_SERVICE_UNAVAILABLE",
    [
      phrase("A company that Sinch works with could not be reached."),
      phrase("Wait a few hours, then connect the number again."),
    ],
  ],
  [
    "CAMPAIGN_PENDING_ACCEPTANCE",
    [
      phrase("The campaign has not been accepted yet."),
      phrase("Wait until it has been, then connect the number again."),
    ],
  ],
  [
    "MNO_SHARING_ERROR",
    [
      phrase("The campaign could not be shared with the mobile networks."),
      phrase("Ask Sinch's support about the campaign."),
    ],
  ],
  [
    "CAMPAIGN_EXPIRED",
    [
      phrase("The campaign has expired."),
      phrase("Renew it or use another, then connect the number again."),
    ],
  ],
  [
    "CAMPAIGN_MNO_REJECTED",
    [
      phrase("A mobile network has rejected the campaign."),
      phrase("Correct the campaign, or use another one."),
    ],
  ],
  [
    "CAMPAIGN_MNO_SUSPENDED",
    [
      phrase("A mobile network has suspended the campaign."),
      phrase("Ask Sinch's support why, or use another campaign."),
    ],
  ],
  [
    "CAMPAIGN_MNO_REVIEW",
    [
      phrase("A mobile network is still reviewing the campaign."),
      phrase("Wait until the review is over, then connect the number again."),
    ],
  ],
  [
    "INSUFFICIENT_BALANCE",
    [
      phrase("The account's balance is too low to connect the number."),
      phrase("Add funds in Sinch's dashboard, then connect the number again."),
    ],
  ],
  [
    "MOCK_CAMPAIGN_NOT_ALLOWED",
    [
      phrase("The campaign is a mock campaign, which numbers that send cannot use."),
      phrase("Use a campaign that is registered for good."),
    ],
  ],
  [
    "TFN_NOT_ALLOWED",
    [
      phrase("A toll-free number cannot be in a 10DLC campaign."),
      phrase("Connect the number without a campaign, or lease a local one."),
    ],
  ],
  ["INVALID_NNID", [phrase("The number has a network ID (NNID) that is not valid."), support]],
]);

/** A code of Sinch's for why a number could not be set up, in words. One that is not known keeps its code, and a general sentence. */
export function describeProvisioningError(code: string): ProvisioningError {
  const [happened, next] = knownErrors.get(code) ?? [
    phrase("Sinch gave a reason that is not known here."),
    phrase("Look the code up in Sinch's documentation, or ask its support."),
  ];
  return { code, happened, next };
}
