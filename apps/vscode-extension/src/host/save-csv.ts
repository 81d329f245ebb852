import { homedir } from "node:os";
import * as vscode from "vscode";
import { translate } from "../words/translate.js";
import { asWritten } from "./as-written.js";

/** Asks where to save the rows of the pricing panel, and saves them there. */
export async function saveCsv(csv: string, tab: "numbers" | "offers"): Promise<void> {
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
