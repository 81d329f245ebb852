import * as vscode from "vscode";
import type { LeaselineApi } from "../api.js";
import { doneOnce } from "./done-once.js";
import type { Workbench } from "./workbench.js";

/** What other extensions get. Nothing is loaded or read before one of them asks. */
export function exportedApi(workbench: () => Promise<Workbench>): LeaselineApi {
  const changed = new vscode.EventEmitter<void>();
  const follow = doneOnce(async () => {
    const { list, choices } = await workbench();
    const tell = () => changed.fire();
    list.onChange(tell);
    choices.onChange(tell);
  });
  return {
    version: 1,
    getLeasedNumbers: async () => {
      await follow();
      return (await workbench()).exported();
    },
    onDidChangeLeasedNumbers: (listener) => {
      // Why nothing can be followed is told to whoever asks for the numbers, and tried again then.
      follow().catch(() => {});
      return changed.event(() => listener());
    },
  };
}
