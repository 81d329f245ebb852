import * as vscode from "vscode";
import type { Offer } from "@leaseline/core";
import type { AccountKeys } from "../accounts/account.js";
import { type AccountStore, accountStore } from "../accounts/account-store.js";
import { type Accounts, createAccounts } from "../accounts/accounts.js";
import { type Endpoints, connectAccount } from "../accounts/connect-account.js";
import { type LeaseList, createLeaseList } from "../leases-view/lease-list.js";
import { watchPending } from "../leases-view/watch-pending.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import { type FollowUp, createFollowUp } from "../operations/follow-up.js";
import type { Prompts } from "../prompts/prompts.js";
import { type SpendingLimits, spendingLimits } from "../spending/limits.js";
import { rowId } from "../pricing/pricing-model.js";
import { openLedger } from "./ledger.js";
import { type Log, createLog } from "./log.js";
import { reconcileTiming } from "./reconcile-timing.js";
import { type SandboxServer, createSandboxServer } from "./sandbox-server.js";
import { numbersViewId } from "./view-types.js";

/** What the commands work with. Made when the first of them, or the view, needs it. */
export interface Services {
  readonly log: Log;
  readonly store: AccountStore;
  readonly accounts: Accounts;
  readonly list: LeaseList;
  readonly followUp: FollowUp;
  readonly limits: () => SpendingLimits;
  readonly sandbox: SandboxServer;
  readonly actions: LeaseActions;
  /** Offers of the last search, by account and number. */
  readonly lastSearch: Map<string, Offer>;
  /** Takes in what a search finds. */
  readonly found: (offers: readonly Offer[]) => void;
  readonly onSearch: (listener: () => void) => void;
  readonly recentCountries: { get(): readonly string[]; use(country: string): void };
  readonly connect: (id: string, keys: AccountKeys) => ReturnType<typeof connectAccount>;
  readonly locale: string;
}

/** @param onError - told of what nobody expected, in the background. */
export function createServices(
  context: vscode.ExtensionContext,
  prompts: Prompts,
  onError: (error: unknown) => void,
): Services {
  const log = createLog();
  const store = accountStore(context.globalState, context.secrets);
  const sandbox = createSandboxServer({
    environment: process.env,
    folder: vscode.Uri.joinPath(context.globalStorageUri, "sandbox").fsPath,
    onError,
  });
  const tools = { onExchange: log.exchange };
  const ledger = openLedger(context);
  const accounts = createAccounts({
    ...tools,
    store,
    endpoints,
    sandbox: sandbox.connection,
    ledger,
    caps: () => {
      const set = limits();
      // Unusable ones are refused where a lease begins; nothing is leased past that.
      return set.kind === "set" ? set.caps : [];
    },
    timing: (stored) => reconcileTiming(process.env, stored),
  });
  const list = createLeaseList(accounts);
  sandbox.onMoved(() => {
    accounts.changed();
    void list.load().catch(onError);
  });
  const stopWatching = watchPending(list, accounts);
  const closing = new AbortController();
  const does = actions(log);
  const followUp = createFollowUp({
    accounts,
    list,
    prompts,
    actions: does,
    signal: closing.signal,
    onError,
  });
  context.subscriptions.push(
    log,
    { dispose: stopWatching },
    {
      dispose: () => {
        closing.abort();
        void ledger.close();
      },
    },
    { dispose: () => void sandbox.dispose() },
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("leaseline")) accounts.changed();
    }),
  );
  const lastSearch = new Map<string, Offer>();
  const searchListeners: (() => void)[] = [];
  return {
    log,
    store,
    accounts,
    list,
    followUp,
    limits,
    sandbox,
    actions: does,
    lastSearch,
    found: (offers) => {
      for (const offer of offers) lastSearch.set(rowId(offer), offer);
      for (const listener of searchListeners) listener();
    },
    onSearch: (listener) => searchListeners.push(listener),
    recentCountries: recentCountries(context.globalState),
    connect: (id, keys) => connectAccount(id, keys, endpoints(), tools),
    locale: vscode.env.language,
  };
}

function endpoints(): Endpoints {
  const settings = vscode.workspace.getConfiguration("leaseline");
  const text = (name: string) => settings.get<string>(name, "").trim();
  return {
    contiguity: { baseUrl: text("contiguity.baseUrl") },
    sinch: { baseUrl: text("sinch.baseUrl"), authUrl: text("sinch.authUrl") },
  };
}

function limits(): SpendingLimits {
  const settings = vscode.workspace.getConfiguration("leaseline.spending");
  return spendingLimits((name) => settings.get<unknown>(name));
}

function actions(log: Log): LeaseActions {
  const run =
    (command: string, ...values: readonly unknown[]) =>
    () =>
      void vscode.commands.executeCommand(command, ...values);
  return {
    copy: (number) => void vscode.env.clipboard.writeText(number),
    search: run("leaseline.search"),
    leaseAgain: ({ account, number }) => run("leaseline.lease", { account, number })(),
    releaseAgain: ({ account, number }) =>
      run("leaseline.release", { lease: { account, number } })(),
    checkAgain: (operation) => run("leaseline.checkAgain", { operation })(),
    showView: run(`${numbersViewId}.focus`),
    openSettings: run("workbench.action.openSettings", "leaseline.spending"),
    addAccount: run("leaseline.addAccount"),
    openUrl: (url) => void vscode.env.openExternal(vscode.Uri.parse(url, true)),
    showLog: log.show,
  };
}

const recentKey = "leaseline.recentCountries";
const maxRecent = 5;

function recentCountries(state: vscode.Memento) {
  const get = () => {
    const kept: unknown = state.get(recentKey, []);
    return Array.isArray(kept) ? kept.filter((code) => typeof code === "string") : [];
  };
  return {
    get,
    use: (country: string) =>
      void state.update(
        recentKey,
        [country, ...get().filter((code) => code !== country)].slice(0, maxRecent),
      ),
  };
}
