import * as vscode from "vscode";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { TreeNode } from "../leases-view/tree.js";
import { asWritten } from "./as-written.js";
import { numbersViewId } from "./view-types.js";
import type { TreeWords, Workbench } from "./workbench.js";

/** How often the ledger is looked into for what another window does, while the view shows that something is open. */
const lookEveryMs = 2000;

/**
 * The view of leased numbers. Reads nothing before it is visible.
 * @param workbench - where it gets its rows and their words from; it brings the whole core with it.
 */
export function createTreeView(workbench: () => Promise<Workbench>): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  const locale = vscode.env.language;
  const parents = new Map<string, TreeNode>();
  let known: LeaseList | null = null;
  let words: TreeWords | null = null;

  const report = async (error: unknown) => (await workbench()).report(error);

  const follow = async (): Promise<LeaseList> => {
    if (known) return known;
    const { services, words: ofRows } = await workbench();
    if (known) return known;
    words = ofRows;
    const { list } = services;
    known = list;
    list.onChange(() => {
      changed.fire(undefined);
      showState(list);
    });
    const reading = list.load().catch(report);
    void vscode.window.withProgress({ location: { viewId: numbersViewId } }, () => reading);
    return list;
  };

  const rowsOf = (list: LeaseList) =>
    list.state === "ready" ? (words?.treeOf(list.accounts, list.orphans) ?? []) : [];

  const showState = (list: LeaseList) => {
    void vscode.commands.executeCommand("setContext", "leaseline.state", list.state);
    const attention = rowsOf(list)
      .flatMap((row) => (row.kind === "account" ? row.children : [row]))
      .filter((row) => words?.attentionOf(row)).length;
    view.description = asWritten(words?.totalsText(list, locale) ?? "");
    const problem = list.ledgerProblem && words?.describeFailure(list.ledgerProblem);
    view.message = problem ? asWritten(`${problem.happened} ${problem.next}`) : "";
    view.badge =
      attention > 0
        ? { value: attention, tooltip: `${attention} need${attention === 1 ? "s" : ""} attention` }
        : undefined;
  };

  // What another window does is not told here, and is looked for.
  const look = () => {
    if (known && view.visible) known.lookAtLedger().catch(report);
  };
  const timer = setInterval(() => {
    if (known && known.accounts.some(({ operations }) => operations.length > 0)) look();
  }, lookEveryMs);

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
          const rows = rowsOf(leases);
          parents.clear();
          for (const row of rows)
            if (row.kind === "account")
              for (const child of row.children) parents.set(child.id, row);
          return [...rows];
        } catch (error) {
          await report(error);
          return [];
        }
      },
      getParent: (node) => parents.get(node.id),
      getTreeItem: (node) => (words ? treeItem(node, words.rowText(node, locale)) : {}),
      resolveTreeItem: (item, node) => {
        if (words) item.tooltip = words.rowTooltip(node, locale).map(asWritten).join("\n");
        return item;
      },
    },
  });
  return vscode.Disposable.from(
    view,
    { dispose: () => clearInterval(timer) },
    view.onDidChangeVisibility(look),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) look();
    }),
  );
}

function treeItem(
  node: TreeNode,
  { label, description, icon, attention }: ReturnType<TreeWords["rowText"]>,
): vscode.TreeItem {
  const item = new vscode.TreeItem(
    asWritten(label),
    node.kind === "account"
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.None,
  );
  item.id = node.id;
  item.description = asWritten(description);
  item.contextValue = contextOf(node);
  item.iconPath = new vscode.ThemeIcon(
    icon,
    attention ? new vscode.ThemeColor("problemsWarningIcon.foreground") : undefined,
  );
  item.accessibilityInformation = { label: asWritten(`${label}, ${description}`) };
  return item;
}

/** What the menus of package.json go by. */
function contextOf(node: TreeNode): string {
  if (node.kind === "account" || node.kind === "failure") return node.kind;
  const { operation } = node;
  if (!operation) return node.kind;
  const open = operation.state === "needs-attention" || isOrphaned(node) ? "doubtful" : "open";
  return `${node.kind}-${open}`;
}

function isOrphaned(node: TreeNode): boolean {
  return node.kind === "operation" && node.orphaned;
}
