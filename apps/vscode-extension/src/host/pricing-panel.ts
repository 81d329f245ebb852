import * as vscode from "vscode";
import {
  type Conversation,
  type PricingTools,
  createConversation,
} from "../pricing/conversation.js";
import { pricingPage } from "../pricing/pricing-page.js";
import { translate } from "../words/translate.js";
import { pricingViewType } from "./view-types.js";
import { homedir } from "node:os";
import { asWritten } from "./as-written.js";

export interface PricingPanelTools extends Omit<PricingTools, "save"> {
  readonly extensionUri: vscode.Uri;
  /** Is told when it has been opened: what was never read has to be. */
  readonly opened: () => void;
}

/** The one pricing panel of a window. */
export interface PricingPanel {
  readonly show: () => void;
  /** Takes over a panel that VS Code has kept over a restart. */
  restore(panel: vscode.WebviewPanel): void;
  /** To be told when there may be something else to show. */
  readonly changed: () => void;
}

export function createPricingPanel(tools: PricingPanelTools): PricingPanel {
  const { extensionUri, opened, report } = tools;
  const folder = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  let current: { readonly panel: vscode.WebviewPanel; readonly talk: Conversation } | null = null;
  let opening: Promise<void> | null = null;

  const adopt = (panel: vscode.WebviewPanel) => {
    const { webview } = panel;
    const talk = createConversation(
      { ...tools, save: (csv, tab) => void saveCsv(csv, tab).catch(report) },
      {
        post: (message) => void webview.postMessage(message),
        isSeen: () => current?.panel === panel && panel.visible,
      },
    );
    current = { panel, talk };
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, "media", "pricing-on-light.svg"),
      dark: vscode.Uri.joinPath(extensionUri, "media", "pricing-on-dark.svg"),
    };
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((received: unknown) => talk.hear(received));
    panel.onDidDispose(() => {
      if (current?.panel === panel) current = null;
    });
    webview.html = pricingPage({
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, "pricing.js")).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, "pricing.css")).toString(),
      cspSource: webview.cspSource,
      nonce: crypto.randomUUID().replaceAll("-", ""),
      language: vscode.env.language,
    });
    opened();
  };

  /** Only when they are gone: a page that was put beside one that is just being closed may never be loaded. */
  const open = async () => {
    await vscode.window.tabGroups.close(leftBehind());
    // VS Code may have brought one back meanwhile.
    if (current) return current.panel.reveal();
    const title = translate("Phone Number Pricing");
    adopt(vscode.window.createWebviewPanel(pricingViewType, title, vscode.ViewColumn.Active));
  };

  return {
    show: () => {
      if (current) return current.panel.reveal();
      opening ??= open()
        .catch(report)
        .finally(() => (opening = null));
    },
    restore: (panel) => {
      // There is one of a kind; a second one would be out of date.
      if (current) panel.dispose();
      else adopt(panel);
    },
    changed: () => current?.talk.changed(),
  };
}

/** Tabs of an extension host that is gone, as after a crash or an update: nothing answers their pages any more. */
function leftBehind(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        // VS Code puts words of its own before the type.
        input instanceof vscode.TabInputWebview && input.viewType.endsWith(pricingViewType),
    );
}

/** Asks where to save the rows of the pricing panel, and saves them there. */
async function saveCsv(csv: string, tab: "numbers" | "offers"): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const name = tab === "numbers" ? "phone-numbers.csv" : "phone-number-offers.csv";
  const target = await vscode.window.showSaveDialog({
    title: translate("Export CSV"),
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { CSV: ["csv"] },
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(csv));
  const text = translate("Saved as {0}", vscode.workspace.asRelativePath(target));
  void vscode.window.setStatusBarMessage(asWritten(text), 5000);
}
