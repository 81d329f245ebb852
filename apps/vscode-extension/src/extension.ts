import * as vscode from "vscode";
import { readdirSync } from "node:fs";
import type { LeaselineApi } from "./api.js";
import { accountsFolder, earlierAccountsKey } from "./accounts/account-place.js";
import { type CommandId, commandIds } from "./host/command-ids.js";
import { registerAiTools } from "./host/register-ai-tools.js";
import { registerInCode } from "./host/in-code/register-in-code.js";
import { doneOnce } from "./host/done-once.js";
import { createDefaultItem } from "./host/default-item.js";
import { exportedApi } from "./host/exported-api.js";
import { editorPrompts } from "./host/prompts.js";
import { type NumbersView, createTreeView } from "./host/tree-view.js";
import { numbersViewId, pricingViewType } from "./host/view-types.js";
import type { Workbench } from "./host/workbench.js";
import type { Prompts } from "./prompts/prompts.js";

/** What the extension offers to its own integration suite, in a test run only. */
export interface TestingApi extends LeaselineApi {
  usePrompts(prompts: Prompts): void;
  workbench(): Promise<Workbench>;
  /** Another one on the same storage, as the window has after it was reloaded. */
  reloaded(): Promise<Workbench>;
  openLink(uri: vscode.Uri): Promise<void>;
  /** What the tree tells the editor to draw anew: these rows, or all. */
  readonly onRedraw: NumbersView["onRedraw"];
  /** Where the ledger and the log are. */
  readonly folders: { readonly ledger: vscode.Uri; readonly log: vscode.Uri };
  readonly secrets: vscode.SecretStorage;
  /** What activation took of the processor. */
  readonly activationMs: number;
}

let opening: Promise<Workbench> | null = null;

/** Registers everything and does nothing else: no request, and no module that is not needed for it. */
export function activate(context: vscode.ExtensionContext): LeaselineApi | TestingApi {
  const began = process.cpuUsage();
  let prompts = editorPrompts(numbersViewId);
  const defaultItem = createDefaultItem(context.workspaceState);
  const open = async () => {
    const { createWorkbench } = await import("./host/workbench.js");
    return createWorkbench(context, {
      prompts: () => prompts,
      defaultItem,
      reveal: (account, number) => view.reveal(account, number),
    });
  };
  const workbench = doneOnce(() => (opening = open()));

  const run = (id: CommandId) => async (selected: unknown, rows: unknown) => {
    try {
      const chosen = await view.chosen(selected, rows);
      await (await workbench()).commands[id](...chosen);
    } catch (error) {
      (await workbench()).report(error);
    }
  };
  const view = createTreeView(workbench);
  // A link from outside opens a search, and never buys.
  const openLink = ({ path, query }: vscode.Uri) =>
    run("leaseline.search")({ link: { path, query } }, undefined);
  context.subscriptions.push(
    vscode.window.registerUriHandler({ handleUri: openLink }),
    registerAiTools(workbench),
    registerInCode(workbench, () => hasAccounts(context)),
    view,
    defaultItem,
    ...commandIds.map((id) => vscode.commands.registerCommand(id, run(id))),
    vscode.window.registerWebviewPanelSerializer(pricingViewType, {
      deserializeWebviewPanel: async (panel) => (await workbench()).pricing.restore(panel),
    }),
  );
  // The welcome of the view depends on it before anything has been read.
  if (!hasAccounts(context))
    void vscode.commands.executeCommand("setContext", "leaseline.state", "no-account");
  const api = exportedApi(workbench);
  if (context.extensionMode !== vscode.ExtensionMode.Test) return api;
  const { user, system } = process.cpuUsage(began);
  const folders = { ledger: context.globalStorageUri, log: context.logUri };
  return {
    ...api,
    workbench,
    reloaded: open,
    openLink,
    onRedraw: view.onRedraw,
    folders,
    secrets: context.secrets,
    activationMs: (user + system) / 1000,
    usePrompts: (scripted) => (prompts = scripted),
  };
}

/** What is being sent is written down before the window is gone. */
export async function deactivate(): Promise<void> {
  await (await opening)?.close();
}

function hasAccounts({ globalState, globalStorageUri }: vscode.ExtensionContext): boolean {
  const earlier: unknown = globalState.get(earlierAccountsKey);
  if (Array.isArray(earlier) && earlier.length > 0) return true;
  try {
    const folder = vscode.Uri.joinPath(globalStorageUri, accountsFolder).fsPath;
    return readdirSync(folder).some((name) => name.endsWith(".json"));
  } catch {
    return false;
  }
}
