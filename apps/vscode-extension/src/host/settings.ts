import { providers } from "@leaseline/core";
import * as vscode from "vscode";
import type { Endpoints } from "../accounts/connect-account.js";
import type { ReleaseConsent } from "../release/release-tools.js";
import { type SpendingLimits, spendingLimits } from "../spending/limits.js";

export function endpoints(): Endpoints {
  const settings = vscode.workspace.getConfiguration("leaseline");
  // Whatever somebody has written there: what is no address is refused as one.
  const text = (name: string) => String(settings.get<string | number | null>(name, "")).trim();
  return Object.fromEntries(
    providers.map(({ id, addresses }) => [
      id,
      Object.fromEntries(addresses.map(({ name }) => [name, text(`${id}.${name}`)])),
    ]),
  );
}

/** Whether it changes how accounts are reached, or what may be spent: nothing else is a reason to read them anew. */
export function reachesAccounts(event: vscode.ConfigurationChangeEvent): boolean {
  return [
    "spending",
    ...providers.flatMap(({ id, addresses }) => addresses.map(({ name }) => `${id}.${name}`)),
  ].some((name) => event.affectsConfiguration(`leaseline.${name}`));
}

/** What is not understood is the stricter one. */
export function releaseConsent(): ReleaseConsent {
  const settings = vscode.workspace.getConfiguration("leaseline");
  return settings.get<unknown>("releaseConfirmation") === "button" ? "button" : "typeDigits";
}

export function limits(): SpendingLimits {
  const settings = vscode.workspace.getConfiguration("leaseline.spending");
  return spendingLimits((name) => settings.get<unknown>(name));
}

/** Whether the person lets tools of language models ask about leases and releases. Nothing but `true` says so. */
export function mayAiSpend(): boolean {
  return vscode.workspace.getConfiguration("leaseline.ai").get<unknown>("allowSpending") === true;
}
