import type * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts.js";
import type { Command } from "../commands/command.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { PricingInput } from "../pricing/pricing-view.js";
import { readHistory } from "../pricing/read-history.js";
import type { Prompts } from "../prompts/prompts.js";
import type { LastSearch } from "../search/last-search.js";
import { translate } from "../words/translate.js";
import type { CommandId } from "./command-ids.js";
import { type PricingPanel, createPricingPanel } from "./pricing-panel.js";

export interface PricingParts {
  readonly extensionUri: vscode.Uri;
  readonly input: () => PricingInput;
  readonly accounts: Accounts;
  readonly list: LeaseList;
  readonly lastSearch: LastSearch;
  readonly prompts: Prompts;
  /** As from the palette. */
  readonly commands: () => Pick<
    Record<CommandId, Command>,
    "leaseline.search" | "leaseline.refresh" | "leaseline.lease"
  >;
  readonly report: (error: unknown) => void;
}

/** The pricing panel with what it shows, and what its page can ask for. Loaded when it is opened first. */
export function openPricing(parts: PricingParts): PricingPanel {
  const { extensionUri, input, accounts, list, lastSearch, prompts, report } = parts;
  const guarded = (work: Promise<unknown>) => void work.catch(report);
  return createPricingPanel({
    extensionUri,
    input,
    history: () => readHistory(accounts, list.now.leases, new Date().toISOString()),
    opened: () => guarded(list.whole()),
    answer: (request) => {
      const commands = parts.commands();
      if (request.kind === "search") guarded(commands["leaseline.search"](undefined));
      else if (request.kind === "refresh") guarded(commands["leaseline.refresh"](undefined));
      else {
        // It names a row; what that is, and whether it is leased, is not up to the page.
        const offer = lastSearch.find(request.id);
        if (offer) guarded(commands["leaseline.lease"](offer));
        else prompts.tell({ text: offerIsGone() });
      }
    },
    report,
  });
}

function offerIsGone(): string {
  return translate("The last search has not found this number. Search again to lease it.");
}
