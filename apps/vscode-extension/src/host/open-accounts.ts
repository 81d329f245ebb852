import type { Operation } from "@leaseline/core";
import * as vscode from "vscode";
import { accountsFolder, earlierAccountsKey } from "../accounts/account-place.js";
import { type AccountStore, accountStore } from "../accounts/account-store.js";
import { type Accounts, createAccounts } from "../accounts/accounts.js";
import { type SandboxConnection, openAtSandbox, openReal } from "../accounts/connect-account.js";
import { accountFiles, takeOverAccounts } from "./account-files.js";
import { ledgerChoice } from "./ledger-chooser.js";
import { openLedgers } from "./ledgers.js";
import type { Log } from "./log.js";
import { createSandboxServer, sandboxTiming } from "./sandbox-server.js";
import { endpoints, limits, reachesAccounts } from "./settings.js";

/** A page has read the secrets no longer than this before its extension host began. */
const pageStartMs = 10_000;

export interface OpenedAccounts {
  readonly store: AccountStore;
  readonly accounts: Accounts;
  /** Starts the sandbox unless it runs. */
  readonly startSandbox: () => Promise<SandboxConnection>;
  /** What is being sent is written down, and nothing is heard of any more. */
  readonly close: () => Promise<void>;
}

export interface OpenAccountsTools {
  readonly log: Log;
  readonly report: (error: unknown) => void;
  /** Told of every step of an operation in this window. */
  readonly onOperation: (operation: Operation) => void;
}

/** The accounts of this machine, from where the editor keeps them, with their ledgers and the sandbox. */
export async function openAccounts(
  context: vscode.ExtensionContext,
  { log, report, onOperation }: OpenAccountsTools,
): Promise<OpenedAccounts> {
  const { globalState, globalStorageUri, secrets } = context;
  const inStorage = (name: string) => vscode.Uri.joinPath(globalStorageUri, name).fsPath;
  const files = accountFiles(inStorage(accountsFolder));
  await takeOverAccounts(globalState.get(earlierAccountsKey), files, () =>
    globalState.update(earlierAccountsKey, undefined),
  );
  const store = accountStore(files, secrets, undefined, {
    // A page reads them before it starts this process; nobody here is told when that was.
    secretsReadAtMs:
      vscode.env.uiKind === vscode.UIKind.Web ? performance.timeOrigin - pageStartMs : undefined,
  });
  const sandbox = createSandboxServer({
    environment: process.env,
    folder: inStorage("sandbox"),
    onError: report,
  });
  const ledgers = await openLedgers(globalStorageUri.fsPath, ledgerChoice(context));
  const exchanges = { onExchange: log.exchange };
  const accounts = createAccounts({
    store,
    ledgers,
    ledgerReady: ledgers.takeOver,
    openReal: (account) => openReal(account, store, endpoints, exchanges),
    openAtSandbox: (account) => openAtSandbox(account, sandbox.connection, exchanges),
    caps: () => {
      const set = limits();
      // Unusable ones are refused where a lease begins; nothing is leased past that.
      return set.kind === "set" ? set.caps : [];
    },
    sandboxTiming: sandboxTiming(process.env),
    onOperation,
  });
  sandbox.onMoved(accounts.changed);
  const heard = vscode.Disposable.from(
    files,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (reachesAccounts(event)) accounts.changed();
    }),
    secrets.onDidChange(({ key }) => {
      if (store.isNews(key)) accounts.changed();
    }),
  );
  return {
    store,
    accounts,
    startSandbox: sandbox.connection,
    close: async () => {
      heard.dispose();
      await accounts.close();
      await sandbox.dispose();
    },
  };
}
