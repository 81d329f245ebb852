import * as vscode from "vscode";
import { type E164, type Lease, toE164 } from "@leaseline/core";
import type { IgnoredNumbers } from "./ignored-numbers.js";

interface Tools {
  readonly copy: (number: E164) => void;
  readonly pickLeased: () => Promise<Lease | null>;
  readonly ignored: IgnoredNumbers;
}

/** What links of a hover and quick fixes lead to. Anybody may call them, with anything. */
export function inCodeCommands({ copy, pickLeased, ignored }: Tools): vscode.Disposable {
  const on = (name: string, run: (...values: readonly unknown[]) => unknown) =>
    vscode.commands.registerCommand(`leaseline.inCode.${name}`, run);
  const setIgnored = (is: boolean) => async (value: unknown) => {
    const number = numberOf(value);
    if (number) await ignored.set(number, is);
  };
  return vscode.Disposable.from(
    on("copy", (value) => {
      const number = numberOf(value);
      if (number) copy(number);
    }),
    on("ignore", setIgnored(true)),
    on("stopIgnoring", setIgnored(false)),
    on("useLeased", async (uri, range) => {
      if (!(uri instanceof vscode.Uri) || !(range instanceof vscode.Range)) return;
      const document = await vscode.workspace.openTextDocument(uri);
      const before = document.getText(range);
      const lease = await pickLeased();
      // What stands there may have become something else while it was asked.
      if (!lease || numberOf(before) === null || document.getText(range) !== before) return;
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, range, lease.number);
      await vscode.workspace.applyEdit(edit);
    }),
  );
}

function numberOf(value: unknown): E164 | null {
  return typeof value === "string" ? toE164(value) : null;
}
