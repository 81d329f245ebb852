import { LeaseError } from "@leaseline/core";
import { type Environment, ledgerFolder, ledgerPlace } from "@leaseline/core/node";

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
