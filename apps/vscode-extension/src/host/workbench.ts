import type * as vscode from "vscode";
import { LeaseError, failureSentence } from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import type { Command, CommandId } from "./command-ids.js";
import { commandsOf } from "./commands.js";
import { answerPage, pricingMessage } from "./pricing-answers.js";
import { type PricingPanel, createPricingPanel } from "./pricing-panel.js";
import { type Services, createServices } from "./services.js";

/** Everything behind the commands, loaded with the first of them. */
export interface Workbench {
  readonly services: Services;
  readonly commands: Record<CommandId, Command>;
  readonly pricing: PricingPanel;
  /** The one place where an error that nobody expected is told. */
  readonly report: (error: unknown) => void;
}

/** @param prompts - asked for each time, as the integration suite puts in its own. */
export function createWorkbench(
  context: vscode.ExtensionContext,
  prompts: () => Prompts,
): Workbench {
  const services = createServices(context);
  const { log, list, actions } = services;
  const asked: Prompts = {
    pick: (question) => prompts().pick(question),
    type: (question) => prompts().type(question),
    confirm: (question) => prompts().confirm(question),
    tell: (notice) => prompts().tell(notice),
    progress: (title, work) => prompts().progress(title, work),
  };
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
  return { services, commands, pricing, report };
}
