import { type Ledger, createLedger } from "@leaseline/core";
import { type PostgresOptions, refuseOthers } from "./options.js";
import { postgresStore } from "./store.js";

/**
 * A ledger in a PostgreSQL database, shared by every machine that opens it. Opened with the first call.
 * What a person has to mend (an address, a password, rights, a pooler in between) is thrown as `bad-input` of the
 * field `ledger`; a database that is away as `ledger-unavailable` with `unreachable`, and nothing is sent meanwhile.
 * @throws {LeaseError} `bad-input` for an option that is not read: with a misspelt schema, it would be another ledger.
 */
export function postgresLedger(options: PostgresOptions): Ledger {
  refuseOthers(arguments);
  return createLedger(postgresStore(options));
}
