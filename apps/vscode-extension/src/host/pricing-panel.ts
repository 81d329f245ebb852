import * as vscode from "vscode";
import { type MessageFromPage, type MessageToPage, messageFromPage } from "../pricing/messages.js";
import { pricingPage } from "../pricing/pricing-page.js";
import { pricingViewType } from "./view-types.js";

export interface PricingPanelTools {
  readonly extensionUri: vscode.Uri;
  /** Answers what the page asks for. */
  readonly answer: (message: MessageFromPage, send: (message: MessageToPage) => void) => void;
}

/** The one pricing panel of a window. */
export interface PricingPanel {
  readonly show: () => void;
  /** Takes over a panel that VS Code has kept over a restart. */
  restore(panel: vscode.WebviewPanel): void;
  /** Sends to the page, when there is one. */
  send(message: MessageToPage): void;
}

export function createPricingPanel({ extensionUri, answer }: PricingPanelTools): PricingPanel {
  const folder = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  let current: vscode.WebviewPanel | null = null;
  const send = (message: MessageToPage) => void current?.webview.postMessage(message);

  const adopt = (panel: vscode.WebviewPanel) => {
    current = panel;
    const { webview } = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, "media", "pricing-on-light.svg"),
      dark: vscode.Uri.joinPath(extensionUri, "media", "pricing-on-dark.svg"),
    };
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.onDidReceiveMessage((received: unknown) => {
      const parsed = messageFromPage.safeParse(received);
      if (parsed.success) answer(parsed.data, send);
    });
    panel.onDidDispose(() => {
      if (current === panel) current = null;
    });
    webview.html = pricingPage({
      scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, "pricing.js")).toString(),
      styleUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, "pricing.css")).toString(),
      cspSource: webview.cspSource,
      nonce: crypto.randomUUID().replaceAll("-", ""),
    });
  };

  return {
    show: () => {
      if (current) current.reveal();
      else
        adopt(
          vscode.window.createWebviewPanel(
            pricingViewType,
            "Phone Number Pricing",
            vscode.ViewColumn.Active,
          ),
        );
    },
    restore: (panel) => {
      // There is one of a kind; a second one would be out of date.
      if (current) panel.dispose();
      else adopt(panel);
    },
    send,
  };
}
