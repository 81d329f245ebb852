import { attentionOf } from "../leases-view/nodes.js";
import { rowContext } from "../leases-view/row-context.js";
import { rowAloud, rowText } from "../leases-view/row-text.js";
import { rowTooltip } from "../leases-view/row-tooltip.js";
import { titleTotal, totalsText } from "../leases-view/totals.js";
import { createTreeRows } from "../leases-view/tree-rows.js";
import { attentionWords } from "../words/count-words.js";
import { ledgerTrouble } from "../ledger/ledger-view.js";

/** The tree's rows, and how they are put into words: loaded with the workbench, and not at activation. */
export const treeWords = {
  createTreeRows,
  rowContext,
  rowText,
  rowAloud,
  rowTooltip,
  attentionOf,
  attentionWords,
  titleTotal,
  totalsText,
  ledgerTrouble,
};

export type TreeWords = typeof treeWords;
