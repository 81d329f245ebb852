import { attentionOf } from "./attention.js";
import type { TreeNode } from "./nodes.js";
import { rowText } from "./row-text.js";

/** A row as the editor has it: as much of it as tells whether it has to be drawn anew. */
export interface DrawnRow {
  readonly id: string;
  readonly look: string;
  readonly below: readonly DrawnRow[];
}

export function drawnRows(rows: readonly TreeNode[], locale?: string): readonly DrawnRow[] {
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
export function changedRows(
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
