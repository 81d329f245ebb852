import { attentionOf } from "../leases-view/attention.js";
import { rowContext } from "../leases-view/row-context.js";
import { rowAloud, rowText } from "../leases-view/row-text.js";
import { rowTooltip } from "../leases-view/row-tooltip.js";
import { totalsText } from "../leases-view/totals.js";
import { leavesOf } from "../leases-view/nodes.js";
import { treeOf } from "../leases-view/tree.js";
import { attentionWords } from "../words/count-words.js";
import { ledgerTrouble } from "../ledger/ledger-words.js";

/** How the tree puts its rows into words: loaded with the workbench, and not at activation. */
export const treeWords = {
  treeOf,
  leavesOf,
  rowContext,
  rowText,
  rowAloud,
  rowTooltip,
  attentionOf,
  attentionWords,
  totalsText,
  ledgerTrouble,
};

export type TreeWords = typeof treeWords;
