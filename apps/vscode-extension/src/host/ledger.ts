import { sqliteLedger } from "@leaseline/core/node";
import type { Ledger } from "@leaseline/core";
import * as vscode from "vscode";

// The one file that may import what needs Node; of that it takes the ledger, and no other transport.

/** This window's session of the ledger that all windows share. The file is opened with the first call. */
export function openLedger({ globalStorageUri }: vscode.ExtensionContext): Ledger {
  return sqliteLedger({ path: vscode.Uri.joinPath(globalStorageUri, "ledger.sqlite").fsPath });
}
