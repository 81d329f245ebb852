import * as vscode from "vscode";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { Leases } from "../leases-view/leases.js";
import type { KeptTreeChoices, TreeChoices } from "../leases-view/tree-choices.js";
import type { LeaseNode, TreeNode } from "../leases-view/nodes.js";
import { asWritten } from "./as-written.js";
import { numbersViewId } from "./view-types.js";
import type { TreeWords } from "./tree-words.js";
import type { Workbench } from "./workbench.js";

export interface NumbersView extends vscode.Disposable {
  /**
   * The row that a command was called on, and all that are selected, whatever way it was called: from a row's menu,
   * or by a key, which says no row.
   */
  chosen(
    selected: unknown,
    rows: unknown,
  ): Promise<readonly [selected: unknown, rows: readonly unknown[]]>;
  /** Selects a number's row where the view is in sight. The focus stays where the person is. */
  reveal(account: string, number: string): Promise<void>;
}

/**
 * What the keybindings of package.json give a command. A row that the arrow keys have led to is not selected by that:
 * they select it first, so that no command is about another row than the one that is looked at.
 */
const byKey = "selected-rows";
/** Rows are drawn anew in so long, on a machine that is busy. */
const drawnWithinMs = 1000;
const lookEveryMs = 20;

/**
 * The view of leased numbers. Reads nothing before it is visible.
 * @param workbench - where it gets its rows and their words from; it brings the whole core with it.
 */
export function createTreeView(workbench: () => Promise<Workbench>): NumbersView {
  const changed = new vscode.EventEmitter<undefined>();
  const locale = vscode.env.language;
  const parents = new Map<string, TreeNode>();
  let known: LeaseList | null = null;
  let words: TreeWords | null = null;
  let drawn = "";

  const report = async (error: unknown) => (await workbench()).report(error);

  let choices: KeptTreeChoices | null = null;

  const follow = async (): Promise<LeaseList> => {
    if (known) return known;
    const { list, words: ofRows, choices: chosen } = await workbench();
    if (known) return known;
    words = ofRows;
    known = list;
    choices = chosen;
    const look = () => {
      // Nothing is told before there is something to tell, and nothing is drawn anew that looks the same: the
      // editor would take a tooltip away for it.
      const rows = JSON.stringify([list.now.state, rowsOf(list.now)]);
      if (list.now.state !== "loading" && rows !== drawn) changed.fire(undefined);
      drawn = rows;
      showState(list.now);
    };
    list.onChange(look);
    choices.onChange(look);
    const reading = list.load().catch(report);
    void vscode.window.withProgress({ location: { viewId: numbersViewId } }, () => reading);
    return list;
  };

  // Asked for several times for each change, of thousands of numbers.
  let built: Built | null = null;
  const rowsOf = (leases: Leases): readonly TreeNode[] => {
    if (leases.state !== "ready" || !words) return [];
    const chosen = choices?.now;
    if (built?.leases !== leases || built.chosen !== chosen)
      built = { leases, chosen, rows: words.treeOf(leases, chosen, locale) };
    return built.rows;
  };

  const keepParents = (row: TreeNode) => {
    if (!("children" in row)) return;
    for (const child of row.children) {
      parents.set(child.id, row);
      keepParents(child);
    }
  };

  const showState = (leases: Leases) => {
    if (leases.state === "loading") return;
    const attention = rowsOf(leases)
      .flatMap((row) => words?.leavesOf(row) ?? [])
      .filter((row) => words?.attentionOf(row)).length;
    const totals = words?.totalsText(leases, locale);
    // The editor writes the container's name, which is the same, before it.
    view.title = totals ? asWritten(totals) : name;
    const problem = leases.ledgerProblem && words?.ledgerTrouble(leases.ledgerProblem, locale);
    view.message = asWritten(problem ?? "");
    view.badge =
      words && attention > 0
        ? { value: attention, tooltip: words.attentionWords(attention) }
        : undefined;
  };

  const view = vscode.window.createTreeView<TreeNode>(numbersViewId, {
    showCollapseAll: false,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => {
        if (node) return "children" in node ? [...node.children] : [];
        try {
          const { now: leases } = await follow();
          showState(leases);
          // No number, or nothing but failures, is told by the view's own welcome, with what to do about it.
          const rows = rowsOf(leases);
          parents.clear();
          for (const row of rows) keepParents(row);
          return [...rows];
        } catch (error) {
          await report(error);
          return [];
        }
      },
      getParent: (node) => parents.get(node.id),
      getTreeItem: (node) => (words ? treeItem(node, words, locale) : {}),
      resolveTreeItem: (item, node) => {
        if (words) item.tooltip = words.rowTooltip(node, locale).map(asWritten).join("\n");
        return item;
      },
    },
  });
  const name = view.title ?? "";
  /** While rows are drawn anew the editor tells of none that is selected, and nothing says when it does again. */
  const selection = async () => {
    for (const end = Date.now() + drawnWithinMs; Date.now() < end;) {
      if (view.selection.length > 0) break;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return view.selection;
  };
  return {
    dispose: () => view.dispose(),
    chosen: async (selected, rows) => {
      if (selected !== byKey) return [selected, Array.isArray(rows) ? rows : []];
      const found = await selection();
      return [found[0], found];
    },
    reveal: async (account, number) => {
      if (!view.visible || !known || !words) return;
      const row = rowsOf(known.now)
        .flatMap(words.leavesOf)
        .find((one) => one.kind === "lease" && isOf(one, account, number));
      // One of thousands may not be drawn, and one that is drawn anew just then is refused: nothing depends on it.
      if (row)
        await Promise.resolve(view.reveal(row, { select: true, focus: false })).catch(() => {});
    },
  };
}

function isOf({ lease }: LeaseNode, account: string, number: string): boolean {
  return lease.account === account && lease.number === number;
}

/** The rows, and what they were made of. */
interface Built {
  readonly leases: Leases;
  readonly chosen: TreeChoices | undefined;
  readonly rows: readonly TreeNode[];
}

function treeItem(node: TreeNode, words: TreeWords, locale: string): vscode.TreeItem {
  const { label, description, icon, attention } = words.rowText(node, locale);
  const item = new vscode.TreeItem(
    asWritten(label),
    "children" in node
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.None,
  );
  item.id = node.id;
  item.description = asWritten(description);
  item.contextValue = words.rowContext(node);
  item.iconPath = new vscode.ThemeIcon(
    icon,
    attention ? new vscode.ThemeColor("problemsWarningIcon.foreground") : undefined,
  );
  item.accessibilityInformation = { label: asWritten(words.rowAloud(node, locale)) };
  if (node.kind === "more")
    item.command = { command: "leaseline.showMore", title: asWritten(label), arguments: [node] };
  return item;
}
