/** Every tool that package.json contributes; a test holds the two together. */
export const toolNames = [
  "leaseline_listNumbers",
  "leaseline_searchNumbers",
  "leaseline_quoteNumber",
  "leaseline_getSpending",
  "leaseline_getOperation",
  "leaseline_leaseNumber",
  "leaseline_releaseNumber",
] as const;
export type ToolName = (typeof toolNames)[number];
