import { changedRows, drawnRows } from "./changed-rows.js";
import type { Leases } from "./leases.js";
import { type LeaseNode, type TreeNode, leavesOf } from "./nodes.js";
import { treeOf } from "./tree.js";
import type { TreeChoices } from "./tree-choices.js";

/** A row as the editor holds it: one object for as long as the row is there, so that it alone can be drawn anew. */
export interface TreeRow {
  readonly id: string;
  /** What it says now; of one that is gone, what it said last. */
  readonly node: TreeNode;
}

export interface TreeRows {
  /** The rows below one, or those at the top. */
  below(row?: TreeRow): TreeRow[];
  above(row: TreeRow): TreeRow | undefined;
  /** The rows that stand for one thing each. */
  leaves(): readonly TreeNode[];
  find(account: string, number: string): TreeRow | null;
  /** What a command is about, whatever it was called on. */
  meant(selected: unknown): unknown;
  /**
   * Waits until there is something to tell. The editor loses a change that comes right behind its first answer: it
   * would go on showing the nothing that it was given.
   */
  toTell(): Promise<void>;
  /** Those that say something else than when this was asked last, each with all below it; `"all"` for the whole tree. */
  changed(): TreeRow[] | "all";
}

export interface TreeRowsTools {
  readonly list: { readonly now: Leases };
  readonly choices: { readonly now: TreeChoices };
  readonly locale: string;
}

export function createTreeRows({ list, choices, locale }: TreeRowsTools): TreeRows {
  let known: ReadonlyMap<string, Kept> = new Map();
  let top: readonly Kept[] = [];
  let builtOf: readonly unknown[] = [];
  let drawn = drawnRows([]);
  const waiting: (() => void)[] = [];

  // Asked for several times for each change, of thousands of numbers.
  const build = () => {
    const [leases, chosen] = [list.now, choices.now];
    if (builtOf[0] === leases && builtOf[1] === chosen) return;
    builtOf = [leases, chosen];
    const next = new Map<string, Kept>();
    const keep = (node: TreeNode, above?: Kept): Kept => {
      const row = known.get(node.id) ?? new Kept(node);
      row.node = node;
      row.above = above;
      next.set(node.id, row);
      row.below = "children" in node ? node.children.map((child) => keep(child, row)) : [];
      return row;
    };
    top = (leases.state === "ready" ? treeOf(leases, chosen, locale) : []).map((node) =>
      keep(node),
    );
    known = next;
  };

  return {
    below: (row) => {
      build();
      if (row) return row instanceof Kept ? [...row.below] : [];
      // What had been drawn is not there any more, and nothing else has come yet.
      if (list.now.state === "loading") drawn = [];
      return [...top];
    },
    above: (row) => (row instanceof Kept ? row.above : undefined),
    leaves: () => {
      build();
      return top.flatMap(({ node }) => leavesOf(node));
    },
    find: (account, number) => {
      build();
      for (const row of known.values())
        if (row.node.kind === "lease" && isOf(row.node, account, number)) return row;
      return null;
    },
    meant: (selected) => (selected instanceof Kept ? selected.node : selected),
    toTell: async () => {
      if (list.now.state === "loading") await new Promise<void>((go) => waiting.push(go));
    },
    changed: () => {
      if (list.now.state === "loading") return [];
      for (const go of waiting.splice(0)) go();
      build();
      const now = drawnRows(
        top.map(({ node }) => node),
        locale,
      );
      const ids = changedRows(drawn, now);
      drawn = now;
      return ids === "all" ? ids : ids.flatMap((id) => known.get(id) ?? []);
    },
  };
}

class Kept implements TreeRow {
  readonly id: string;
  above: Kept | undefined = undefined;
  below: readonly Kept[] = [];
  constructor(public node: TreeNode) {
    this.id = node.id;
  }
}

function isOf({ lease }: LeaseNode, account: string, number: string): boolean {
  return lease.account === account && lease.number === number;
}
