import * as vscode from "vscode";
import { LeaseError } from "@leaseline/core";
import type { LeasedNumbers } from "../api.js";
import type { AccountStore } from "../accounts/account-store.js";
import type { Accounts } from "../accounts/accounts.js";
import { connectAccount } from "../accounts/connect-account.js";
import type { Command } from "../commands/command.js";
import { type LeaseList, createLeaseList } from "../leases-view/lease-list.js";
import { type KeptTreeChoices, createTreeChoices } from "../leases-view/tree-choices.js";
import { watchPending } from "../leases-view/watch-pending.js";
import { type FollowUp, createFollowUp } from "../operations/follow-up.js";
import type { PricingInput } from "../pricing/pricing-view.js";
import type { Prompts } from "../prompts/prompts.js";
import { createLastSearch } from "../search/last-search.js";
import { failureSentence, translate, translateWith } from "../words/translate.js";
import { wholeNotice } from "../words/whole-notice.js";
import { editorActions } from "./actions.js";
import type { CommandId } from "./command-ids.js";
import type { AllTools } from "./all-tools.js";
import { commandsOf } from "./commands.js";
import { exportedNumbers } from "./exported-numbers.js";
import { ledgerChooser } from "./ledger-chooser.js";
import { type LaterParts, laterParts } from "./later-parts.js";
import { ledgerNotices } from "./ledger-notices.js";
import { type Log, createLog } from "./log.js";
import { openAccounts } from "./open-accounts.js";
import { lazyPricingPanel } from "./lazy-pricing-panel.js";
import type { PricingPanel } from "./pricing-panel.js";
import { tellState } from "./tell-state.js";
import { type DefaultItem, showDefault } from "./show-default.js";
import { endpoints, limits, releaseConsent } from "./settings.js";
import { stayInStep } from "./stay-in-step.js";
import { type TreeWords, treeWords } from "./tree-words.js";
import { numbersInWorkspace } from "./workspace-files.js";

/** Everything behind the commands, loaded with the first of them. */
export interface Workbench extends LaterParts {
  readonly commands: Record<CommandId, Command>;
  readonly pricing: PricingPanel;
  readonly list: LeaseList;
  /** What other extensions are told of the numbers. */
  readonly exported: () => Promise<LeasedNumbers>;
  /** What was chosen about the tree. */
  readonly choices: KeptTreeChoices;
  readonly accounts: Accounts;
  readonly store: AccountStore;
  readonly followUp: FollowUp;
  readonly log: Log;
  /** What the pricing panel shows when it is open. */
  readonly pricingInput: () => PricingInput;
  /** The one place where an error that nobody expected is told. */
  readonly report: (error: unknown) => void;
  /** How the tree puts its rows into words. */
  readonly words: TreeWords;
  /** What is being sent is written down; nothing is begun, and nothing is heard of, any more. */
  readonly close: () => Promise<void>;
}

/** What is there at activation. */
export interface Given {
  /** Asked for each time, as the integration suite puts in its own. */
  readonly prompts: () => Prompts;
  readonly defaultItem: DefaultItem;
  /** Selects the row of a number, where the view is in sight. */
  readonly reveal: (account: string, number: string) => Promise<void>;
}

export async function createWorkbench(
  context: vscode.ExtensionContext,
  { prompts, defaultItem, reveal }: Given,
): Promise<Workbench> {
  translateWith((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  const asked: Prompts = {
    pick: (question) => prompts().pick(question),
    pickMany: (question) => prompts().pickMany(question),
    type: (question) => prompts().type(question),
    confirm: (question) => prompts().confirm(question),
    tell: (notice) => prompts().tell(wholeNotice(notice, actions.showLog)),
    waiting: (text, done) => prompts().waiting(text, done),
    progress: (title, work) => prompts().progress(title, work),
  };
  const locale = vscode.env.language;
  const log = createLog();
  const actions = editorActions(log);
  const report = (error: unknown) => {
    log.error("Unexpected", error);
    const text = LeaseError.isInstance(error)
      ? failureSentence(error.failure)
      : error instanceof vscode.FileSystemError
        ? translate("A file could not be read or written: {0}", error.message)
        : translate("Something went wrong that should not have. The log says more.");
    asked.tell({ severity: "error", text });
  };
  const guarded = (work: Promise<unknown>) => void work.catch(report);
  const closing = new AbortController();
  const { store, accounts, startSandbox, close } = await openAccounts(context, {
    log,
    report,
    onOperation: (operation) => followUp.heard(operation),
  }).catch((error: unknown) => {
    // Whoever tries again has one of its own.
    log.dispose();
    throw error;
  });
  const { signal } = closing;
  const followUp: FollowUp = createFollowUp({ accounts, prompts: asked, actions, signal });
  const list = createLeaseList(accounts);
  const choices = createTreeChoices(context.workspaceState);
  showDefault(choices, list, (kept) => defaultItem.show(kept));
  // Whether the view was ever opened or not: the palette offers what can be done.
  tellState(list, accounts);
  watchPending(list, accounts, { signal, onError: report });

  const lastSearch = createLastSearch();
  const pricingInput = (): PricingInput => ({
    ...list.now,
    held: list.now.accounts,
    offers: lastSearch.offers,
    accounts: accounts.list(),
    now: new Date().toISOString(),
    locale,
  });
  const pricing = lazyPricingPanel(async () => {
    const { openPricing } = await import("./open-pricing.js");
    const { extensionUri } = context;
    const input = pricingInput;
    const parts = { extensionUri, input, accounts, list, lastSearch, prompts: asked, report };
    return openPricing({ ...parts, commands: () => commands });
  }, report);
  const tools: AllTools = {
    prompts: asked,
    actions,
    accounts,
    store,
    list,
    choices,
    followUp,
    limits,
    consent: releaseConsent,
    occurrences: numbersInWorkspace,
    lastSearch,
    locale,
    state: context.globalState,
    connect: (id, keys) => connectAccount(id, keys, endpoints(), { onExchange: log.exchange }),
    keyPlace: vscode.env.uiKind === vscode.UIKind.Web ? "browser" : "desktop",
    startSandbox,
    ledgerChooser: ledgerChooser(context, asked),
    copyText: (text) => void vscode.env.clipboard.writeText(text),
    showPricing: pricing.show,
    reveal: ({ account, number }) => guarded(reveal(account, number)),
    use: async () => (await import("./use/use.js")).createUse(asked),
  };
  const commands = commandsOf(tools);

  const tellNotices = ledgerNotices(
    () => accounts.groups().map(({ ledger }) => ledger),
    context.globalState,
    { prompts: asked, showView: actions.showView },
  );
  stayInStep({ accounts, list, followUp, tellNotices, signal, log, report });
  list.onChange(pricing.changed);
  lastSearch.onChange(pricing.changed);

  context.subscriptions.push(log, { dispose: () => closing.abort() });
  return {
    commands,
    pricing,
    list,
    exported: async () => {
      await list.whole();
      return exportedNumbers(list.now, choices.now);
    },
    choices,
    accounts,
    store,
    followUp,
    log,
    ...laterParts(tools, { context, report }),
    pricingInput,
    report,
    words: treeWords,
    close: async () => {
      closing.abort();
      await close();
    },
  };
}
