/** Every operation the sandbox answers, and whether it may cost money or cannot be undone. */
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
  "sinch.release": "write",
  "sinch.regions": "read",
  /** Whatever no operation answers. */
  unknown: "read",
} as const satisfies Record<string, "read" | "write">;

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

export const operationNames: readonly Operation[] = Object.keys(operations).filter(isOperation);
