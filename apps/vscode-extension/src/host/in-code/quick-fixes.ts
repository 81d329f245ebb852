import * as vscode from "vscode";
import type { KnownNumbers } from "../../in-code/known-numbers.js";
import type { Problem } from "../../in-code/problems.js";
import { internationalNumber } from "../../words/lease-words.js";
import { translate } from "../../words/translate.js";
import { asWritten } from "../as-written.js";
import { rangeOf } from "./hovers.js";

/** How many leased numbers are offered by name; the others are behind “Use a leased number…”. */
const maxNamed = 3;

/** What can be done about a sender that cannot be sent from. */
export function quickFixes(
  document: vscode.TextDocument,
  { place, kind, known }: Problem,
  numbers: KnownNumbers,
  diagnostic: vscode.Diagnostic,
): readonly vscode.CodeAction[] {
  const range = rangeOf(place);
  const shown = internationalNumber(place.number);
  const usable = numbers.all.filter(({ lease }) => lease.state === "active");
  const fix = (title: string, command: string, ...values: readonly unknown[]) => {
    const action = new vscode.CodeAction(asWritten(title), vscode.CodeActionKind.QuickFix);
    action.command = { title: asWritten(title), command, arguments: [...values] };
    action.diagnostics = [diagnostic];
    return action;
  };
  const replacing = usable.slice(0, maxNamed).map(({ lease }) => {
    const name = [internationalNumber(lease.number), lease.label].filter(Boolean).join(" · ");
    const action = new vscode.CodeAction(
      asWritten(translate("Use {0}", name)),
      vscode.CodeActionKind.QuickFix,
    );
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, range, lease.number);
    action.diagnostics = [diagnostic];
    return action;
  });
  // What costs nothing first.
  return [
    ...replacing,
    ...(usable.length > maxNamed
      ? [fix(translate("Use a Leased Number…"), "leaseline.inCode.useLeased", document.uri, range)]
      : []),
    kind === "not-leased"
      ? fix(translate("Lease {0}…", shown), "leaseline.lease", { number: place.number })
      : fix(translate("Show Details of {0}", shown), "leaseline.showDetails", {
          lease: { account: known?.lease.account, number: place.number },
        }),
    fix(translate("Ignore {0} in This Workspace", shown), "leaseline.inCode.ignore", place.number),
  ];
}
