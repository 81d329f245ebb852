import { LeaseError } from "@leaseline/core";
import { ledgerFolder, ledgerPlace } from "@leaseline/core/node";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where ledger, caps and the names of accounts are: the same for every program of a user, made for its owner alone.
 * @throws {LeaseError} `bad-input`
 */
export function openStateFolder(environment: Environment): string {
  try {
    return ledgerPlace(environment).folder;
  } catch (error) {
    // Nothing is kept in what cannot be made. Who only reads goes on, and whoever needs the ledger is told then.
    if (!LeaseError.isInstance(error) || error.failure.kind !== "ledger-unavailable") throw error;
    return ledgerFolder(environment);
  }
}

// The folder as it has to be, which ledger it says that this machine uses, and the lock of what else is in it.
export {
  type SharedLedger,
  chosenLedger,
  inTurn,
  keepLedgerChoice,
  ledgerAddress,
  ledgerPlace,
  lockFile,
} from "@leaseline/core/node";
