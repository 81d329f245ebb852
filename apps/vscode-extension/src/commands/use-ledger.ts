import { type LedgerChooser, useOwnLedger, useSharedLedger } from "../ledger/choose-ledger.js";
import type { Command } from "./command.js";

export interface LedgerTools {
  readonly ledgerChooser: LedgerChooser;
}

export function useSharedLedgerCommand({ ledgerChooser }: LedgerTools): Command {
  return () => useSharedLedger(ledgerChooser);
}

export function useOwnLedgerCommand({ ledgerChooser }: LedgerTools): Command {
  return () => useOwnLedger(ledgerChooser);
}
