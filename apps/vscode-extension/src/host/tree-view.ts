import * as vscode from "vscode";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { TreeNode } from "../leases-view/nodes.js";
import type { TreeRow, TreeRows } from "../leases-view/tree-rows.js";
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
  /** The rows that the editor is told to draw anew; nothing for all of them. */
  readonly onRedraw: vscode.Event<readonly TreeRow[] | undefined>;
}

/**
 * What the keybindings of package.json pass to a command. The arrow keys move to a row without selecting it, so the
 * keybindings select it first: a command is never about another row than the one in focus.
 */
const byKey = "selected-rows";
/** Redrawing rows takes no longer than this on a busy machine. */
const drawnWithinMs = 1000;
const lookEveryMs = 20;

/**
 * The view of leased numbers. Reads nothing before it is visible.
 * @param workbench - where it gets its rows and their words from; it brings the whole core with it.
 */
export function createTreeView(workbench: () => Promise<Workbench>): NumbersView {
  const changed = new vscode.EventEmitter<TreeRow[] | undefined>();
  const locale = vscode.env.language;
  let known: Known | null = null;

  const report = async (error: unknown) => (await workbench()).report(error);

  const follow = async (): Promise<Known> => {
    if (known) return known;
    const { list, words, choices } = await workbench();
    if (known) return known;
    const rows = words.createTreeRows({ list, choices, locale });
    const look = () => {
      const news = rows.changed();
      if (news === "all") changed.fire(undefined);
      else if (news.length > 0) changed.fire(news);
      showState();
    };
    list.onChange(look);
    choices.onChange(look);
    const reading = list.load().catch(report);
    known = { list, words, rows, reading };
    void vscode.window.withProgress({ location: { viewId: numbersViewId } }, () => reading);
    return known;
  };

  const showState = () => {
    if (!known || known.list.now.state === "loading") return;
    const { list, words, rows } = known;
    const attention = rows.leaves().filter(words.attentionOf).length;
    const { ledgerProblem } = list.now;
    const totals = words.totalsText(list.now, locale);
    // Above the rows too, where it is written on as many lines as it needs: the editor writes the container's name before
    // the view's title, each word with a capital (“$4.99/Mo”), and cuts both off where the side bar ends.
    const title = asWritten(words.titleTotal(list.now, locale)) || name;
    const problem = ledgerProblem && words.ledgerTrouble(ledgerProblem, locale);
    const message = asWritten([totals, problem].filter(Boolean).join(" · "));
    // Setting the same text again would delay the redraw.
    if (view.title !== title) view.title = title;
    if ((view.message ?? "") !== message) view.message = message;
    view.badge =
      attention > 0 ? { value: attention, tooltip: words.attentionWords(attention) } : undefined;
  };

  const view = vscode.window.createTreeView<TreeRow>(numbersViewId, {
    showCollapseAll: false,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => {
        if (row) return known?.rows.below(row);
        try {
          const { rows, reading } = await follow();
          await Promise.race([rows.toTell(), reading]);
          showState();
          // No number, or nothing but failures, is told by the view's own welcome, with what to do about it.
          return rows.below();
        } catch (error) {
          await report(error);
          return [];
        }
      },
      getParent: (row) => known?.rows.above(row),
      getTreeItem: ({ node }) => (known ? treeItem(node, known.words, locale) : {}),
      resolveTreeItem: (item, { node }) => {
        if (known) item.tooltip = known.words.rowTooltip(node, locale).map(asWritten).join("\n");
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
    onRedraw: changed.event,
    chosen: async (selected, rows) => {
      const meant = (row: unknown) => known?.rows.meant(row) ?? row;
      if (selected !== byKey)
        return [meant(selected), Array.isArray(rows) ? rows.map((row) => meant(row)) : []];
      const found = (await selection()).map(({ node }) => node);
      return [found[0], found];
    },
    reveal: async (account, number) => {
      const row = view.visible && known?.rows.find(account, number);
      // The editor refuses a row that it has not drawn, or is just drawing anew; nothing depends on it.
      if (row)
        await Promise.resolve(view.reveal(row, { select: true, focus: false })).catch(() => {});
    },
  };
}

/** What is there once the workbench is. */
interface Known {
  readonly list: LeaseList;
  readonly words: TreeWords;
  readonly rows: TreeRows;
  /** The first one. */
  readonly reading: Promise<void>;
}

function treeItem(node: TreeNode, words: TreeWords, locale: string): vscode.TreeItem {
  const text = words.rowText(node, locale);
  const { label, description, icon, attention } = text;
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
  item.accessibilityInformation = { label: asWritten(words.rowAloud(node, text)) };
  if (node.kind === "more")
    item.command = { command: "leaseline.showMore", title: asWritten(label), arguments: [node] };
  return item;
}
