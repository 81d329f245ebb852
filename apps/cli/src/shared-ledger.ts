// A bundle of its own, loaded where a ledger is shared between machines.
export { postgresStore } from "@leaseline/ledger-postgres";
