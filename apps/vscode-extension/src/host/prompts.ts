import * as vscode from "vscode";
import type { Prompts } from "../prompts/prompts.js";
import { asWrapped, asWritten } from "./as-written.js";
import { pick, pickMany } from "./quick-pick.js";
import { typeText } from "./input-box.js";

/** The prompts as VS Code shows them. */
export function editorPrompts(viewId: string): Prompts {
  return {
    pick,
    pickMany,
    type: typeText,
    confirm: async ({ title, detail, yes }) => {
      const button = asWritten(yes);
      const answer = await vscode.window.showWarningMessage(
        asWrapped(title),
        { modal: true, detail: detail.map(asWrapped).join("\n") },
        button,
      );
      return answer === button;
    },
    tell: ({ severity = "information", text, actions = [] }) => {
      const show = {
        information: vscode.window.showInformationMessage,
        warning: vscode.window.showWarningMessage,
        error: vscode.window.showErrorMessage,
      }[severity];
      const labels = actions.map(({ label }) => label);
      void show(asWrapped(text), ...labels).then((label) =>
        actions.find((action) => action.label === label)?.run(),
      );
    },
    waiting: (title, done) =>
      void vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: asWrapped(title) },
        () => done,
      ),
    progress: (title, work) =>
      // In the view for what is seen there, and in words for whoever looks elsewhere.
      vscode.window.withProgress({ location: { viewId } }, () =>
        vscode.window.withProgress(
          { location: vscode.ProgressLocation.Window, title: asWrapped(title) },
          work,
        ),
      ) as Promise<Awaited<ReturnType<typeof work>>>,
  };
}
