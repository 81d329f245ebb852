import * as vscode from "vscode";
import type { LeaseActions } from "../prompts/lease-actions.js";
import { numberCount } from "../words/count-words.js";
import { internationalNumber } from "../words/lease-words.js";
import { asWritten } from "./as-written.js";
import type { CommandId } from "./command-ids.js";
import type { Log } from "./log.js";
import { numbersViewId } from "./view-types.js";
import { translate } from "../words/translate.js";

/** What a notification's buttons do: commands, run as from the palette. */
export function editorActions(log: Log): LeaseActions {
  const run =
    (command: CommandId, ...values: readonly unknown[]) =>
    () =>
      void vscode.commands.executeCommand(command, ...values);
  return {
    copy: (...numbers) => {
      const [first, ...others] = numbers;
      if (!first) return;
      void vscode.env.clipboard.writeText(numbers.join("\n"));
      const named = others.length === 0 ? internationalNumber(first) : numberCount(numbers.length);
      const text = translate("Copied {0}", named);
      void vscode.window.setStatusBarMessage(asWritten(text), 3000);
    },
    addToEnv: ({ account, number }) => run("leaseline.addToEnv", { lease: { account, number } })(),
    setDefault: ({ account, number }) =>
      run("leaseline.setDefault", { lease: { account, number } })(),
    search: run("leaseline.search"),
    searchSimilar: ({ account, number }) => run("leaseline.search", { account, number })(),
    leaseAgain: ({ account, number }) => run("leaseline.lease", { account, number })(),
    releaseAgain: ({ account, number }) =>
      run("leaseline.release", { lease: { account, number } })(),
    checkAgain: (operation) => run("leaseline.checkAgain", { operation })(),
    addAccount: run("leaseline.addAccount"),
    updateKey: (id) => run("leaseline.updateKey", { kind: "account", id })(),
    trySandbox: run("leaseline.trySandbox"),
    refresh: run("leaseline.refresh"),
    reloadWindow: () => void vscode.commands.executeCommand("workbench.action.reloadWindow"),
    showView: () => void vscode.commands.executeCommand(`${numbersViewId}.focus`),
    openSettings: () =>
      void vscode.commands.executeCommand("workbench.action.openSettings", "leaseline.spending"),
    openUrl: (url) => void vscode.env.openExternal(vscode.Uri.parse(url, true)),
    showLog: log.show,
  };
}
