import type { Operation, OperationEvent } from "./operation.js";

/**
 * Where operations are written down before anything is sent. Every call is atomic; a claim is held
 * by at most one open operation for each account and number, and ends only with that operation.
 */
export interface Ledger {
  /** Begins an operation, or tells which open one holds the number. */
  claim(wish: Pick<Operation, "kind" | "account" | "number">): Promise<Claim>;
  /** Writes down what happened to an operation. @throws RangeError for a transition that is not one. */
  record(operationId: string, event: OperationEvent): Promise<Operation>;
  /** The operations that are not settled. */
  open(): Promise<readonly Operation[]>;
}

export type Claim =
  | { readonly kind: "claimed"; readonly operation: Operation }
  | { readonly kind: "held"; readonly by: Operation };
