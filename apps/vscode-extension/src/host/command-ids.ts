/** Every command that package.json contributes; a test holds the two together. */
export const commandIds = [
  "leaseline.addAccount",
  "leaseline.updateKey",
  "leaseline.removeAccount",
  "leaseline.trySandbox",
  "leaseline.search",
  "leaseline.lease",
  "leaseline.release",
  "leaseline.checkAgain",
  "leaseline.stopChecking",
  "leaseline.refresh",
  "leaseline.reloadWindow",
  "leaseline.showPricing",
  "leaseline.copyNumber",
  "leaseline.showDetails",
  "leaseline.showLog",
] as const;
export type CommandId = (typeof commandIds)[number];
