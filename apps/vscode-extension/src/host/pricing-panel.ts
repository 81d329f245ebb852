import * as vscode from "vscode";
import {
  type MessageFromPage,
  type MessageToPage,
  type PricingModel,
  messageFromPage,
} from "../pricing/messages.js";
import { pricingPage } from "../pricing/pricing-page.js";
import { pricingViewType } from "./view-types.js";
import { translate } from "../words/translate.js";

export interface PricingPanelTools {
  readonly extensionUri: vscode.Uri;
  /** What it shows now; asked for while there is somebody to see it, and at no other time. */
  readonly model: () => PricingModel;
  /** Is told when it has been opened: what was never read has to be. */
  readonly opened: () => void;
  /** Carries out what the page asks for. */
  readonly answer: (message: Exclude<MessageFromPage, { kind: "ready" }>) => void;
}

/** The one pricing panel of a window. */
export interface PricingPanel {
  readonly show: () => void;
  /** Takes over a panel that VS Code has kept over a restart. */
  restore(panel: vscode.WebviewPanel): void;
  /** To be told when there may be something else to show. */
  readonly changed: () => void;
}

export function createPricingPanel({
  extensionUri,
  model,
  opened,
  answer,
}: PricingPanelTools): PricingPanel {
  const folder = vscode.Uri.joinPath(extensionUri, "dist", "webview");
  let current: vscode.WebviewPanel | null = null;
  // A page that is hidden is ended by the editor, and says that it is ready when it is shown again.
  const send = () => {
    if (!current?.visible) return;
    const message: MessageToPage = { kind: "show", model: model() };
    void current.webview.postMessage(message);
  };

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
      if (!parsed.success) return;
      if (parsed.data.kind === "ready") send();
      else answer(parsed.data);
    });
    panel.onDidDispose(() => {
      if (current === panel) current = null;
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

  return {
    show: () => {
      if (current) current.reveal();
      else
        adopt(
          vscode.window.createWebviewPanel(
            pricingViewType,
            translate("Phone Number Pricing"),
            vscode.ViewColumn.Active,
          ),
        );
    },
    restore: (panel) => {
      // There is one of a kind; a second one would be out of date.
      if (current) panel.dispose();
      else adopt(panel);
    },
    changed: send,
  };
}
