import * as vscode from "vscode";
import type { Lease } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { internationalNumber } from "../words/lease-words.js";
import { leaseFacts } from "../leases-view/row-text.js";
import { leaseRow } from "../leases-view/tree.js";
import { asWritten } from "./as-written.js";
import { entryOf } from "./pick-lease.js";
import type { Services } from "./services.js";

/** Everything known of a lease, as a list that can be searched; Enter copies a line. */
export async function showDetails(
  lease: Lease,
  { accounts, list, locale }: Services,
): Promise<void> {
  const account = accounts.find(lease.account);
  const facts = [
    ...leaseFacts(leaseRow(lease, entryOf(list, lease)), locale),
    ...(account ? [["Account", accountTitle(account)] as const] : []),
  ];
  const chosen = await vscode.window.showQuickPick(
    facts.map(([name, value]) => ({ label: asWritten(value), description: name, value })),
    {
      title: internationalNumber(lease.number),
      placeHolder: "Enter copies the line",
      matchOnDescription: true,
    },
  );
  if (chosen) await vscode.env.clipboard.writeText(chosen.value);
}
