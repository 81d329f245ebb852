import type { Operation } from "@leaseline/core";
import { needsAttention } from "../words/lease-words.js";
import { needsPerson } from "../words/operation-words.js";
import type { TreeNode } from "./nodes.js";

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
