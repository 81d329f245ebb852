import { type LedgerChooser, useOwnLedger, useSharedLedger } from "../ledger/choose-ledger.js";
import { type ReloadFirstTools, canChangeKeys } from "../accounts/reload-first.js";
import type { Command } from "./command.js";

export interface LedgerTools {
  readonly ledgerChooser: LedgerChooser;
}

export function useSharedLedgerCommand(tools: LedgerTools & ReloadFirstTools): Command {
  // Its password is kept where the keys are.
  return async () => (await canChangeKeys(null, tools)) && useSharedLedger(tools.ledgerChooser);
}

export function useOwnLedgerCommand({ ledgerChooser }: LedgerTools): Command {
  return () => useOwnLedger(ledgerChooser);
}
