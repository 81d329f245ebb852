import { lastOnly } from "./last-only.js";
import type { Leases } from "./leases.js";
import { type LeaseNode, type TreeNode, leavesOf, attentionOf } from "./nodes.js";
import { treeOf } from "./tree.js";
import type { TreeChoices } from "./tree-choices.js";
import { rowText } from "./row-text.js";

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
  let drawn = drawnRows([]);
  const waiting: (() => void)[] = [];

  // Asked for several times for each change, of thousands of numbers.
  const buildOf = lastOnly((leases: Leases, chosen: TreeChoices) => {
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
  });
  const build = () => buildOf(list.now, choices.now);

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

/** A row as the editor has it: as much of it as tells whether it has to be drawn anew. */
interface DrawnRow {
  readonly id: string;
  readonly look: string;
  readonly below: readonly DrawnRow[];
}

function drawnRows(rows: readonly TreeNode[], locale?: string): readonly DrawnRow[] {
  return rows.map((row) => ({
    id: row.id,
    look: lookOf(row, locale),
    below: "children" in row ? drawnRows(row.children, locale) : [],
  }));
}

/**
 * The ids of the rows that have to be drawn anew, each with all that is below it; `"all"` where rows have come, gone or
 * moved at the top or in several places. Where more is drawn than has changed, tooltips and keys get lost.
 */
function changedRows(
  before: readonly DrawnRow[],
  after: readonly DrawnRow[],
): readonly string[] | "all" {
  if (!areSame(before, after)) return "all";
  const changed: string[] = [];
  let places = 0;
  const compare = (old: readonly DrawnRow[], now: readonly DrawnRow[]) => {
    for (const [index, { id, look, below }] of now.entries()) {
      const was = old[index];
      if (!was) continue;
      const isSame = areSame(was.below, below);
      if (!isSame) places += 1;
      if (!isSame || was.look !== look) changed.push(id);
      else compare(was.below, below);
    }
  };
  compare(before, after);
  // A row that goes from one list to another would be in both for a moment.
  return places > 1 ? "all" : changed;
}

function areSame(before: readonly DrawnRow[], after: readonly DrawnRow[]): boolean {
  return before.length === after.length && before.every(({ id }, index) => id === after[index]?.id);
}

function lookOf(row: TreeNode, locale?: string): string {
  if ("children" in row)
    return JSON.stringify([{ ...row, children: null }, rowText(row, locale).description]);
  // Another machine reads its numbers again and again; that alone changes none.
  const told = row.kind === "elsewhere" ? { ...row, readAt: null } : row;
  // An end that comes near changes what is said of it, and nothing else.
  return JSON.stringify([told, attentionOf(row)]);
}
