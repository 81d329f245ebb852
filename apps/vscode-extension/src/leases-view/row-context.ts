import type { TreeNode } from "./nodes.js";

/** What the menus of package.json go by. */
export function rowContext(node: TreeNode): string {
  switch (node.kind) {
    case "account":
    case "failure":
      if (node.kind === "failure" && node.trouble.kind === "key-elsewhere")
        return "failure-elsewhere";
      return node.account.sandbox ? `${node.kind}-sandbox` : node.kind;
    case "group":
    case "unreadable":
    case "more":
      return node.kind;
    case "elsewhere":
      return "number-elsewhere";
    case "operation":
      // Nobody here may ask about it, or give it up.
      return node.orphaned ? "operation-elsewhere" : withDoubt(node.kind, node.operation.state);
    case "lease":
      if (node.operation) return withDoubt(node.kind, node.operation.state);
      if (node.lease.state === "releasing") return "lease-ending";
      return node.isProtected ? "lease-protected" : "lease";
  }
}

function withDoubt(kind: string, state: string): string {
  return `${kind}-${state === "needs-attention" ? "doubtful" : "open"}`;
}
