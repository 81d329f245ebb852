import * as vscode from "vscode";
import { envPattern, schemes, syntaxes } from "../../in-code/syntaxes.js";

/** Whether files are looked into: where the person trusts the folder, and has not switched it off. */
export function isInCodeOn(): boolean {
  return (
    vscode.workspace.isTrusted &&
    vscode.workspace.getConfiguration("leaseline").get<boolean>("inCode.enabled", true)
  );
}

/** The documents that are looked into. */
export const inCodeSelector: vscode.DocumentSelector = schemes.flatMap((scheme) => [
  ...[...syntaxes.keys()].map((language) => ({ scheme, language })),
  { scheme, pattern: envPattern },
]);
