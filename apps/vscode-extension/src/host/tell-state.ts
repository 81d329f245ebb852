import * as vscode from "vscode";
import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "../leases-view/lease-list.js";

/** `extension#walkthrough#step`, as package.json names them. */
const connectStep = "leaseline.leaseline#first-steps#connect";

/** Tells the editor how the list is: by that the view's welcome, the palette and the walkthrough go. */
export function tellState(list: LeaseList, accounts: Accounts): void {
  let isConnected = accounts.list().length > 0;
  list.onChange(() => {
    const { state } = list.now;
    if (state === "loading") return;
    void vscode.commands.executeCommand("setContext", "leaseline.state", state);
    const before = isConnected;
    isConnected = state !== "no-account";
    // The editor reads a walkthrough when it is first opened, and passes over a step that is done by then.
    if (isConnected && !before)
      void vscode.commands
        .executeCommand("welcome.markStepComplete", connectStep)
        // Where it was not opened yet, the editor has noted it all the same. An editor may have no walkthroughs.
        .then(undefined, () => {});
  });
}
