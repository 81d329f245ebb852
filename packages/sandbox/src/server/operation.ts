/**
 * Every operation the sandbox answers: a `write` leases or releases a number, a `change` does something
 * else that lasts, a `read` changes nothing.
 */
const operations = {
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
  "sinch.token": "read",
  "sinch.search": "read",
  "sinch.check": "read",
  "sinch.rent": "write",
  "sinch.list": "read",
  "sinch.get": "read",
  "sinch.release": "write",
  "sinch.regions": "read",
  /** Whatever no operation answers. */
  unknown: "read",
} as const satisfies Record<string, "read" | "change" | "write">;

export type Operation = keyof typeof operations;
export type WriteOperation = {
  [Name in Operation]: (typeof operations)[Name] extends "write" ? Name : never;
}[Operation];

export function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name);
}

export function isWrite(operation: Operation): operation is WriteOperation {
  return operations[operation] === "write";
}

/** Whether it changes nothing. */
export function isRead(operation: Operation): boolean {
  return operations[operation] === "read";
}

export const operationNames: readonly Operation[] = Object.keys(operations).filter(isOperation);
