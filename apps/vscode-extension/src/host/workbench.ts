import type * as vscode from "vscode";
import { LeaseError, describeFailure, failureSentence } from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { attentionOf, rowText, rowTooltip } from "../leases-view/row-text.js";
import { totalsText } from "../leases-view/totals.js";
import { treeOf } from "../leases-view/tree.js";
import type { Command, CommandId } from "./command-ids.js";
import { commandsOf } from "./commands.js";
import { answerPage, pricingMessage } from "./pricing-answers.js";
import { ledgerNotices } from "./ledger-notices.js";
import { type PricingPanel, createPricingPanel } from "./pricing-panel.js";
import { type Services, createServices } from "./services.js";

/** Everything behind the commands, loaded with the first of them. */
export interface Workbench {
  readonly services: Services;
  readonly commands: Record<CommandId, Command>;
  readonly pricing: PricingPanel;
  /** The one place where an error that nobody expected is told. */
  readonly report: (error: unknown) => void;
  /** How the tree puts its rows into words. */
  readonly words: typeof treeWords;
}

export type TreeWords = typeof treeWords;
const treeWords = { treeOf, rowText, rowTooltip, attentionOf, totalsText, describeFailure };

/** @param prompts - asked for each time, as the integration suite puts in its own. */
export function createWorkbench(
  context: vscode.ExtensionContext,
  prompts: () => Prompts,
): Workbench {
  const asked: Prompts = {
    pick: (question) => prompts().pick(question),
    type: (question) => prompts().type(question),
    confirm: (question) => prompts().confirm(question),
    tell: (notice) => prompts().tell(notice),
    waiting: (text, done) => prompts().waiting(text, done),
    progress: (title, work) => prompts().progress(title, work),
  };
  const services = createServices(context, asked, (error) => report(error));
  const { log, list, accounts, followUp, actions } = services;
  const report = (error: unknown) => {
    log.error("Unexpected", error);
    const text =
      error instanceof LeaseError
        ? failureSentence(error.failure)
        : "Something went wrong that should not have. The log says more.";
    asked.tell({ severity: "error", text, actions: [{ label: "Show Log", run: actions.showLog }] });
  };
  const guarded = (work: Promise<unknown>) => void work.catch(report);
  const pricing = createPricingPanel({
    extensionUri: context.extensionUri,
    answer: (message) =>
      answerPage(message, services, {
        lease: (offer) => guarded(commands["leaseline.lease"](offer)),
        search: () => guarded(commands["leaseline.search"](undefined)),
        refresh: () => guarded(list.load().then(sendPricing)),
      }),
  });
  const sendPricing = () => pricing.send(pricingMessage(services));
  list.onChange(sendPricing);
  services.onSearch(sendPricing);
  const commands = commandsOf(services, asked, pricing.show);
  // The view says so where the ledger cannot be read, and a lease where it cannot be written.
  const logged = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => log.error("The ledger", error));
  const tellNotices = ledgerNotices(accounts.ledger, context.globalState, asked, actions.showView);
  logged(followUp.resume());
  logged(tellNotices());
  list.onChange(() => logged(tellNotices()));
  return { services, commands, pricing, report, words: treeWords };
}
