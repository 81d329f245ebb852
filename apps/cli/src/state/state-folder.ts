import { ledgerPlace } from "@leaseline/core/node";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where ledger, caps and the names of accounts are: the same for every program of a user, made for its owner alone.
 * @throws {LeaseError} `bad-input`, `ledger-unavailable`
 */
export function openStateFolder(environment: Environment): string {
  return ledgerPlace(environment).folder;
}

// Which ledger the folder says that this machine uses, and the lock of what else is in it.
export {
  type SharedLedger,
  chosenLedger,
  inTurn,
  keepLedgerChoice,
  ledgerAddress,
} from "@leaseline/core/node";
