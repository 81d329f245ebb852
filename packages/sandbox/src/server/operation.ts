/**
 * Every operation the sandbox answers. A `write` leases or releases: it may cost money or cannot be undone.
 * A `change` alters something else; so does a `sealed` one, whose body is a secret or a file.
 */
const operations = {
  "contiguity.available": "read",
  "contiguity.get": "read",
  "contiguity.lease": "write",
  "contiguity.leased": "read",
  /** Gone from the provider's description: always 404. */
  "contiguity.details": "read",
  "contiguity.terminate": "write",
  "sinch.token": "read",
  "sinch.search": "read",
  "sinch.check": "read",
  "sinch.rent": "write",
  "sinch.list": "read",
  "sinch.get": "read",
  "sinch.update": "change",
  "sinch.release": "write",
  "sinch.regions": "read",
  "sinch.callbackSettings": "read",
  "sinch.updateCallbackSettings": "sealed",
  "sinch.emergencyAddress": "read",
  "sinch.provisionEmergencyAddress": "change",
  "sinch.validateEmergencyAddress": "read",
  "sinch.deprovisionEmergencyAddress": "change",
  "sinch.requirements": "read",
  /** Leases a number later on, once it is submitted and reviewed. */
  "sinch.createOrder": "write",
  "sinch.order": "read",
  "sinch.registration": "read",
  "sinch.updateRegistration": "change",
  "sinch.uploadAttachment": "sealed",
  "sinch.submitOrder": "change",
  /** Whatever no operation answers. */
  unknown: "read",
} as const satisfies Record<string, "read" | "write" | "change" | "sealed">;

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

/** Whether the log keeps the body. */
export function keepsBody(operation: Operation): boolean {
  return operations[operation] === "write" || operations[operation] === "change";
}

export const operationNames: readonly Operation[] = Object.keys(operations).filter(isOperation);
