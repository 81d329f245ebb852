import { type KnownLease, type Lease, type LeaseFailure, type Operation } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { AccountLeases } from "./account-leases.js";

/** A row of the tree. Its id stays the same from one reading to the next. */
export type TreeNode =
  | {
      readonly kind: "account";
      readonly id: string;
      readonly account: StoredAccount;
      readonly children: readonly TreeNode[];
      /** Its numbers are being read for the first time. */
      readonly pending: boolean;
      /** When its numbers were read, where this is not now. */
      readonly asOf: string | null;
    }
  | LeaseNode
  | {
      readonly kind: "operation";
      readonly id: string;
      readonly operation: Operation;
      /** Its account was removed here, so nobody can ask about it. */
      readonly orphaned: boolean;
    }
  | {
      readonly kind: "failure";
      readonly id: string;
      readonly account: StoredAccount;
      readonly failure: LeaseFailure;
      readonly asOf: string | null;
    };

/** A number that is held, with what is being done about it. */
export interface LeaseNode {
  readonly kind: "lease";
  readonly id: string;
  readonly lease: Lease;
  readonly origin: KnownLease["origin"] | null;
  readonly operation: Operation | null;
}

/** The rows at the top: accounts when there are several, else the numbers of the only one. */
export function treeOf(
  accounts: readonly AccountLeases[],
  orphans: readonly Operation[] = [],
): readonly TreeNode[] {
  const rows = accounts.map((entry) => ({ entry, children: rowsOf(entry) }));
  const left = orphans.map((operation) => operationRow(operation, true));
  if (rows.length === 1) return [...(rows[0]?.children ?? []), ...left];
  return [
    ...rows.map(({ entry: { account, pending, asOf }, children }) => ({
      kind: "account" as const,
      id: account.id,
      account,
      children,
      pending,
      asOf,
    })),
    ...left,
  ];
}

/** A number with an open operation has one row, whether it is held or not. */
function rowsOf(entry: AccountLeases): readonly TreeNode[] {
  const { account, leases, failure, asOf, operations } = entry;
  const held = new Set(leases.map(({ number }) => number));
  const rows: TreeNode[] = [
    ...leases.map((lease) => leaseRow(lease, entry)),
    ...operations
      .filter(({ number }) => !held.has(number))
      .map((operation) => operationRow(operation, false)),
  ].toSorted((left, right) => (left.id < right.id ? -1 : 1));
  if (failure)
    rows.unshift({ kind: "failure", id: `${account.id} failure`, account, failure, asOf });
  return rows;
}

export function leaseRow(lease: Lease, entry: AccountLeases | null): LeaseNode {
  return {
    kind: "lease",
    id: `${entry?.account.id ?? lease.account} ${lease.number}`,
    lease,
    origin: entry?.origins.get(lease.number) ?? null,
    operation: entry?.operations.find(({ number }) => number === lease.number) ?? null,
  };
}

function operationRow(operation: Operation, orphaned: boolean): TreeNode {
  return {
    kind: "operation",
    id: `${operation.account} ${operation.number}`,
    operation,
    orphaned,
  };
}
