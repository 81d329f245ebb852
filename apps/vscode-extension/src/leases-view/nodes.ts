import type { KnownLease, Lease, Operation, Unread } from "@leaseline/core";
import type { StoredAccount } from "../accounts/account.js";
import type { Trouble } from "../words/trouble-words.js";
import { needsAttention } from "../words/lease-words.js";
import { needsPerson } from "../words/operation-words.js";

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
  | {
      readonly kind: "group";
      readonly id: string;
      readonly title: string;
      readonly children: readonly TreeNode[];
    }
  | LeaseNode
  | OperationNode
  | ElsewhereNode
  | {
      readonly kind: "failure";
      readonly id: string;
      readonly account: StoredAccount;
      readonly trouble: Trouble;
      readonly asOf: string | null;
      /** It does not stand below its account. */
      readonly apart: boolean;
    }
  | {
      readonly kind: "unreadable";
      readonly id: string;
      readonly unread: Unread;
    }
  | {
      /** More than are drawn at once. */
      readonly kind: "more";
      readonly id: string;
      /** The row that they are below; `""` at the top. */
      readonly parent: string;
      readonly left: number;
    };

/** A number that is held, with what is being done about it. */
export interface LeaseNode {
  readonly kind: "lease";
  readonly id: string;
  readonly lease: Lease;
  readonly origin: KnownLease["origin"] | null;
  readonly operation: Operation | null;
  readonly isProtected: boolean;
  /** The number of this workspace. */
  readonly isDefault: boolean;
  /** Of which account, where it does not stand below it. */
  readonly of: string | null;
  /** It stands below a title that says where it was leased. */
  readonly isTold?: true;
}

/** A number that another machine's account holds: its row says what is known of it, and offers to add that account. */
export interface ElsewhereNode {
  readonly kind: "elsewhere";
  readonly id: string;
  readonly held: Lease;
  /** ISO 8601, when that was read. */
  readonly readAt: string | null;
}

export interface OperationNode {
  readonly kind: "operation";
  readonly id: string;
  readonly operation: Operation;
  /** Its account is not connected here: nothing can be done about it from here. */
  readonly orphaned: boolean;
}

/** The rows that stand for one thing each, wherever they are in the tree. */
export function leavesOf(node: TreeNode): readonly TreeNode[] {
  return "children" in node ? node.children.flatMap(leavesOf) : [node];
}

/** Whether a person has to do something about the row. */
export function attentionOf(node: TreeNode): boolean {
  switch (node.kind) {
    case "operation":
      return isDoubtful(node.operation, node.orphaned);
    case "lease":
      return needsAttention(node.lease) || isDoubtful(node.operation, false);
    default:
      return false;
  }
}

/** Whether nobody knows what became of it. */
function isDoubtful(operation: Operation | null, orphaned: boolean): boolean {
  if (!operation) return false;
  return operation.state === "unknown" || needsPerson(operation, orphaned);
}
