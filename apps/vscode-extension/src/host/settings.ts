import * as vscode from "vscode";
import type { Endpoints } from "../accounts/connect-account.js";
import { type SpendingLimits, spendingLimits } from "../spending/limits.js";

export function endpoints(): Endpoints {
  const settings = vscode.workspace.getConfiguration("leaseline");
  const text = (name: string) => settings.get<string>(name, "").trim();
  return {
    contiguity: { baseUrl: text("contiguity.baseUrl") },
    sinch: { baseUrl: text("sinch.baseUrl"), authUrl: text("sinch.authUrl") },
  };
}

export function limits(): SpendingLimits {
  const settings = vscode.workspace.getConfiguration("leaseline.spending");
  return spendingLimits((name) => settings.get<unknown>(name));
}
