import * as vscode from "vscode";
import type { LeaseList } from "../leases-view/lease-list.js";
import type * as leaseWords from "../leases-view/lease-words.js";
import type * as tree from "../leases-view/tree.js";
import { numbersViewId } from "./view-types.js";

/** How rows are put into words; loaded with the first of them, as it brings the whole core with it. */
type Words = typeof tree & typeof leaseWords;
type TreeNode = tree.TreeNode;

/** Where the tree gets its rows from; comes into being when the view is first looked at. */
export interface TreeSource {
  readonly list: () => Promise<LeaseList>;
  readonly onError: (error: unknown) => Promise<void>;
}

/** The view of leased numbers. Reads nothing before it is visible. */
export function createTreeView({ list, onError }: TreeSource): vscode.TreeView<TreeNode> {
  const changed = new vscode.EventEmitter<undefined>();
  const locale = vscode.env.language;
  const parents = new Map<string, TreeNode>();
  let known: LeaseList | null = null;
  let words: Words | null = null;

  const follow = async (): Promise<LeaseList> => {
    if (known) return known;
    const [first, ...modules] = await Promise.all([
      list(),
      import("../leases-view/tree.js"),
      import("../leases-view/lease-words.js"),
    ]);
    if (known) return known;
    words = { ...modules[0], ...modules[1] };
    known = first;
    first.onChange(() => {
      changed.fire(undefined);
      showState(first);
    });
    await first.load();
    return first;
  };

  const showState = (leases: LeaseList) => {
    void vscode.commands.executeCommand("setContext", "leaseline.state", leases.state);
    const attention = words ? leases.leases.filter(words.needsAttention).length : 0;
    view.description = words?.totalsText(leases.leases, locale) ?? "";
    view.badge =
      attention > 0 ? { value: attention, tooltip: `${attention} need attention` } : undefined;
  };

  const view = vscode.window.createTreeView<TreeNode>(numbersViewId, {
    showCollapseAll: false,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => {
        if (node) return node.kind === "account" ? [...node.children] : [];
        try {
          const leases = await follow();
          showState(leases);
          // No number, or nothing but failures, is told by the view's own welcome, with what to do about it.
          const rows = leases.state === "ready" ? (words?.treeOf(leases.accounts) ?? []) : [];
          parents.clear();
          for (const row of rows)
            if (row.kind === "account")
              for (const child of row.children) parents.set(child.id, row);
          return [...rows];
        } catch (error) {
          await onError(error);
          return [];
        }
      },
      getParent: (node) => parents.get(node.id),
      getTreeItem: (node) => (words ? treeItem(node, words.rowText(node, locale)) : {}),
      resolveTreeItem: async (item, node) => {
        const { rowTooltip } = await import("../leases-view/tree.js");
        item.tooltip = rowTooltip(node, locale);
        return item;
      },
    },
  });
  return view;
}

function treeItem(
  node: TreeNode,
  { label, description, icon, attention }: ReturnType<Words["rowText"]>,
): vscode.TreeItem {
  const item = new vscode.TreeItem(
    label,
    node.kind === "account"
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.None,
  );
  item.id = node.id;
  item.description = description;
  item.contextValue = node.kind;
  item.iconPath = new vscode.ThemeIcon(
    icon,
    attention ? new vscode.ThemeColor("problemsWarningIcon.foreground") : undefined,
  );
  item.accessibilityInformation = { label: `${label}, ${description}` };
  return item;
}
