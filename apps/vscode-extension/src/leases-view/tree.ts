import type { KnownLease, Lease, Operation, Unread } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { Trouble } from "../words/trouble-words.js";
import type { AccountLeases } from "./account-leases.js";
import type { Leases } from "./leases.js";

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
      /** Its account is not connected here: nothing can be done about it from here. */
      readonly orphaned: boolean;
    }
  | {
      readonly kind: "failure";
      readonly id: string;
      readonly account: StoredAccount;
      readonly trouble: Trouble;
      readonly asOf: string | null;
    }
  | {
      readonly kind: "unreadable";
      readonly id: string;
      readonly unread: Unread;
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
export function treeOf({
  accounts,
  orphans,
}: Pick<Leases, "accounts" | "orphans">): readonly TreeNode[] {
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
  const { account, leases, trouble, unreadable, asOf, operations } = entry;
  const held = new Set(leases.map(({ number }) => number));
  const rows: TreeNode[] = [
    ...leases.map((lease) => leaseRow(lease, entry)),
    ...operations
      .filter(({ number }) => !held.has(number))
      .map((operation) => operationRow(operation, false)),
  ].toSorted((left, right) => (left.id < right.id ? -1 : 1));
  if (trouble)
    rows.unshift({ kind: "failure", id: `${account.id} failure`, account, trouble, asOf });
  const odd = unreadable.map((unread, index) => ({
    kind: "unreadable" as const,
    id: `${account.id} unreadable ${index}`,
    unread,
  }));
  return [...rows, ...odd];
}

/** What the menus of package.json go by. */
export function rowContext(node: TreeNode): string {
  if (node.kind === "failure" && node.trouble.kind === "key-elsewhere") return "failure-elsewhere";
  if (node.kind === "account" || node.kind === "failure")
    return node.account.sandbox ? `${node.kind}-sandbox` : node.kind;
  if (node.kind === "unreadable" || !node.operation) return node.kind;
  // Nobody here may ask about it, or give it up.
  if (node.kind === "operation" && node.orphaned) return "operation-elsewhere";
  return `${node.kind}-${node.operation.state === "needs-attention" ? "doubtful" : "open"}`;
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
