import { type ProviderName, providerNames } from "../for-each-provider.js";
import { providers } from "../providers.js";
import type { OperationKind } from "./operation-kind.js";

type KindsOf<Name extends ProviderName> = (typeof providers)[Name]["operations"];

/** Every operation the sandbox answers. `unknown` is whatever no operation answers. */
export type Operation = { [Name in ProviderName]: keyof KindsOf<Name> }[ProviderName] | "unknown";

/** Those that lease or release a number. */
export type WriteOperation = {
  [Name in ProviderName]: WritesIn<KindsOf<Name>>;
}[ProviderName];

type WritesIn<Kinds> = {
  [Name in keyof Kinds]: Kinds[Name] extends "write" ? Name : never;
}[keyof Kinds];

const kinds = new Map<string, OperationKind>([
  ...providerNames.flatMap((name) => Object.entries(providers[name].operations)),
  ["unknown", "read"],
]);

export function isOperation(name: string): name is Operation {
  return kinds.has(name);
}

export function isWrite(operation: Operation): operation is WriteOperation {
  return kinds.get(operation) === "write";
}

/** Whether the log keeps the body. */
export function keepsBody(operation: Operation): boolean {
  const kind = kinds.get(operation);
  return kind === "write" || kind === "change";
}

/** All of them, each behind its provider's name. */
export const operationNames: readonly Operation[] = [...kinds.keys()].filter(isOperation);
