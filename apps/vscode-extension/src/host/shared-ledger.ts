// A part of its own, loaded where a ledger is shared between machines.
export { postgresLedger, postgresStore } from "@leaseline/ledger-postgres";
