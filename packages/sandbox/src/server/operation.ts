/**
 * Every operation the sandbox answers: a `write` leases or releases a number, a `change` does something
 * else that lasts, a `read` changes nothing. A `sealed` one is a change whose body is a secret or a file.
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
  "sinch.update": "change",
  "sinch.release": "write",
  "sinch.regions": "read",
  "sinch.callback-settings": "read",
  "sinch.update-callback-settings": "sealed",
  "sinch.emergency-address": "read",
  "sinch.provision-address": "change",
  "sinch.validate-address": "read",
  "sinch.deprovision-address": "change",
  "sinch.requirements": "read",
  /** Leases a number later on, once it is submitted and reviewed. */
  "sinch.create-order": "write",
  "sinch.order": "read",
  "sinch.registration": "read",
  "sinch.update-registration": "change",
  "sinch.upload-attachment": "sealed",
  "sinch.submit-order": "change",
  /** Whatever no operation answers. */
  unknown: "read",
} as const satisfies Record<string, "read" | "change" | "sealed" | "write">;

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
