import type { Operation } from "../../src/ledger/operation.js";
import { exampleAccount } from "./example-account.js";

/** An operation with nothing remarkable about it. */
export function exampleOperation(
  changes: Pick<Operation, "kind" | "number" | "state"> & Partial<Operation>,
): Operation {
  const { account, identity } = exampleAccount();
  return {
    id: "7d3f6a52-6c1e-4a51-9d0f-0d8a3f1f9b11",
    account,
    identity,
    price: null,
    lease: null,
    key: null,
    sender: "",
    failure: null,
    order: null,
    how: null,
    startedAt: "2026-11-26T12:00:00.000Z",
    changedAt: "2026-11-26T12:00:00.000Z",
    ...changes,
  };
}
