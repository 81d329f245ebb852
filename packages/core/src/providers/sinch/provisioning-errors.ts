import type { ProvisioningError } from "../../domain/lease.js";

const again = "connect the number again";
const support = "Ask Sinch's support about the number.";

/** Every code that Sinch describes: what happened, and what to do. Source: Sinch Numbers API, OpenAPI description 1.0.3. */
const knownErrors = new Map<string, readonly [happened: string, next: string]>([
  ["ERROR_CODE_UNSPECIFIED", ["Sinch gave no reason.", `Wait a little, then ${again}.`]],
  ["INTERNAL_ERROR", ["Something went wrong at Sinch.", `Wait a little, then ${again}.`]],
  [
    "SMS_PROVISIONING_FAILED",
    [
      "The number could not be connected to the SMS service plan.",
      `Check that the service plan exists in this project, then ${again}.`,
    ],
  ],
  [
    "CAMPAIGN_PROVISIONING_FAILED",
    [
      "The number could not be added to the 10DLC campaign.",
      `Check the campaign in Sinch's dashboard, then ${again}.`,
    ],
  ],
  [
    "CAMPAIGN_NOT_AVAILABLE",
    [
      "There is no such campaign, or this project may not use it.",
      `Check the campaign's ID, then ${again}.`,
    ],
  ],
  [
    "EXCEEDED_10DLC_LIMIT",
    [
      "The campaign has as many numbers as it may have.",
      "Take another number out of the campaign, or use another campaign.",
    ],
  ],
  ["NUMBER_PROVISIONING_FAILED", ["The number itself could not be set up.", support]],
  [
    "PARTNER_SERVICE_UNAVAILABLE",
    ["A company that Sinch works with could not be reached.", `Wait a few hours, then ${again}.`],
  ],
  [
    "CAMPAIGN_PENDING_ACCEPTANCE",
    ["The campaign has not been accepted yet.", `Wait until it has been, then ${again}.`],
  ],
  [
    "MNO_SHARING_ERROR",
    [
      "The campaign could not be shared with the mobile networks.",
      "Ask Sinch's support about the campaign.",
    ],
  ],
  ["CAMPAIGN_EXPIRED", ["The campaign has expired.", `Renew it or use another, then ${again}.`]],
  [
    "CAMPAIGN_MNO_REJECTED",
    ["A mobile network has rejected the campaign.", "Correct the campaign, or use another one."],
  ],
  [
    "CAMPAIGN_MNO_SUSPENDED",
    [
      "A mobile network has suspended the campaign.",
      "Find out from Sinch's support why, or use another campaign.",
    ],
  ],
  [
    "CAMPAIGN_MNO_REVIEW",
    [
      "A mobile network is still reviewing the campaign.",
      `Wait until the review is over, then ${again}.`,
    ],
  ],
  [
    "INSUFFICIENT_BALANCE",
    [
      "The account's balance is too low to connect the number.",
      `Add funds in Sinch's dashboard, then ${again}.`,
    ],
  ],
  [
    "MOCK_CAMPAIGN_NOT_ALLOWED",
    [
      "The campaign is a mock one, and numbers that send cannot use it.",
      "Use a campaign that is registered for good.",
    ],
  ],
  [
    "TFN_NOT_ALLOWED",
    [
      "A toll-free number cannot be in a 10DLC campaign.",
      "Connect the number without a campaign, or lease a local one.",
    ],
  ],
  ["INVALID_NNID", ["The number has a network ID (NNID) that is not valid.", support]],
]);

/** A code of Sinch's in words. One that is not known keeps its code, and a general sentence. */
export function describeProvisioningError(code: string): ProvisioningError {
  const [happened, next] = knownErrors.get(code) ?? [
    "Sinch gave a reason that is not known here.",
    `Look the code up in Sinch's documentation, or ask its support.`,
  ];
  return { code, happened, next };
}
