import type { OperationKind } from "../server/operation-kind.js";

export const operations = {
  "contiguity.available": "read",
  "contiguity.get": "read",
  "contiguity.lease": "write",
  "contiguity.leased": "read",
  /** Gone from the provider's description: always 404. */
  "contiguity.details": "read",
  "contiguity.terminate": "write",
  "contiguity.configure": "change",
  "contiguity.get-forwarding": "read",
  "contiguity.enable-forwarding": "change",
  "contiguity.disable-forwarding": "change",
  "contiguity.send-text": "change",
  "contiguity.get-entitlement": "read",
  "contiguity.request-entitlement": "change",
  "contiguity.withdraw-entitlement": "change",
} as const satisfies Record<string, OperationKind>;

export type ContiguityOperation = keyof typeof operations;
