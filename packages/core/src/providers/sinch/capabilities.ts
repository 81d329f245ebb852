import { phrase } from "../../domain/translate.js";
import type { ProviderCapabilities, SearchFilter } from "../provider-account.js";

export const capabilities: ProviderCapabilities = {
  releaseTakesEffect: "at-period-end",
  provisionsLater: true,
  connections: [
    { feature: "sms", idName: phrase("SMS service plan ID") },
    { feature: "voice", idName: phrase("Voice app ID") },
  ],
  searchFindsAll: false,
  keepsLabels: true,
  saysNextCharge: true,
  // Published nowhere: as long as a request may take on both sides.
  settleMs: 60_000,
  listProvesAbsence: true,
  repeatPurchase: "unknown",
};

/** The types that Sinch is asked for, one by one where any will do. */
export const numberTypes = ["mobile", "local", "toll-free"] as const;

export const filters: readonly SearchFilter[] = [
  { name: "type", values: numberTypes },
  { name: "features", values: ["sms", "voice"] },
  { name: "digits", positions: ["start", "contains", "end"] },
];
