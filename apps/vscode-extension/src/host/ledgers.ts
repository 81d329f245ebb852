import { join } from "node:path";
import type { Ledger } from "@leaseline/core";
import { adoptLedger, ledgerPlace, sqliteLedger } from "@leaseline/core/node";

// The one file that may import what needs Node; of that it takes the ledger, and no other transport.

/** This window's sessions of the ledgers. Their files are opened with the first call. */
export interface Ledgers {
  /** The one that every window and the command line of this user have. */
  readonly real: Ledger;
  /** Of numbers that do not exist, beside the sandbox that has them. */
  readonly sandbox: Ledger;
  /** Takes over, once, what earlier versions kept for themselves. @throws LeaseError while one is at work with it. */
  readonly takeOver: () => Promise<void>;
}

/** @param storage - the extension's own folder. */
export function openLedgers(storage: string): Ledgers {
  const earlier = join(storage, "ledger.sqlite");
  let taken: Promise<unknown> | null = null;
  return {
    real: sqliteLedger(),
    sandbox: sqliteLedger({ path: join(storage, "sandbox", "ledger.sqlite") }),
    takeOver: async () => {
      taken ??= adoptLedger(earlier, ledgerPlace().ledger, isOfSandbox);
      try {
        await taken;
      } catch (error) {
        // Whoever asks next tries again.
        taken = null;
        throw error;
      }
    },
  };
}

/** Earlier versions had the sandbox's in the same file. */
function isOfSandbox(account: string): boolean {
  return account.startsWith("sandbox-");
}
