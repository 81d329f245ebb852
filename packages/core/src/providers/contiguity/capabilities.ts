import type { ProviderCapabilities, SearchFilter } from "../provider-account.js";

export const capabilities: ProviderCapabilities = {
  releaseTakesEffect: "at-once",
  provisionsLater: false,
  connections: [],
  searchFindsAll: true,
  keepsLabels: false,
  saysNextCharge: false,
  // Published nowhere: as long as a request may take on both sides.
  settleMs: 60_000,
  listProvesAbsence: true,
  repeatPurchase: "unknown",
};

/** It does not distinguish types of numbers. */
export const filters: readonly SearchFilter[] = [
  { name: "features", values: ["sms", "mms", "rcs", "imessage", "whatsapp"] },
  { name: "digits", positions: ["start", "contains", "end"] },
];
