import type { AddAccountTools } from "../accounts/add-account.js";
import type { CommandTools } from "../commands/command.js";
import type { ReleaseCommandTools } from "../commands/release.js";
import type { KeptTreeChoices } from "../leases-view/tree-choices.js";
import type { LedgerTools } from "../commands/use-ledger.js";
import type { SearchCommandTools } from "../commands/search.js";
import type { UseCommandTools } from "../commands/use-number.js";

/** What the commands are made with, all of them. */
export interface AllTools
  extends
    CommandTools,
    Omit<SearchCommandTools, "keptSearch" | "knownCountries" | "recentCountries">,
    ReleaseCommandTools,
    LedgerTools,
    UseCommandTools,
    Pick<AddAccountTools, "connect" | "keyPlace"> {
  readonly choices: KeptTreeChoices;
  readonly startSandbox: () => Promise<unknown>;
  readonly copyText: (text: string) => void;
  readonly showPricing: () => void;
}
