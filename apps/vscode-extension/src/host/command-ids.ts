/** Every command that package.json contributes; a test holds the two together. */
export const commandIds = [
  "leaseline.addAccount",
  "leaseline.removeAccount",
  "leaseline.trySandbox",
  "leaseline.search",
  "leaseline.lease",
  "leaseline.release",
  "leaseline.checkAgain",
  "leaseline.stopChecking",
  "leaseline.refresh",
  "leaseline.showPricing",
  "leaseline.copyNumber",
  "leaseline.showDetails",
  "leaseline.showLog",
] as const;
export type CommandId = (typeof commandIds)[number];

/** What a command does; `selected` is the row of the tree it was called on, if any. */
export type Command = (selected: unknown) => Promise<unknown>;
