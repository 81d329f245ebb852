import {
  getOperation,
  getSpending,
  listNumbers,
  searchNumbers,
  quoteNumber,
} from "./reading-tools.js";
import { leaseNumber } from "./lease-number.js";
import { releaseNumber } from "./release-number.js";
import { spendingGate } from "./spending-gate.js";
import type { ToolName } from "./tool-names.js";
import type { AiTool, ToolTools } from "./tool.js";

/** Keyed by every tool, so that a missing or misspelt one does not compile. */
export function aiTools(tools: ToolTools): Record<ToolName, AiTool> {
  const gate = spendingGate(tools);
  return {
    leaseline_listNumbers: listNumbers(tools),
    leaseline_searchNumbers: searchNumbers(tools),
    leaseline_quoteNumber: quoteNumber(tools),
    leaseline_getSpending: getSpending(tools),
    leaseline_getOperation: getOperation(tools),
    leaseline_leaseNumber: leaseNumber(tools, gate),
    leaseline_releaseNumber: releaseNumber(tools, gate),
  };
}
