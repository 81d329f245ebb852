import type { KeptKey, LedgerRecords } from "../../ledger/store.js";
import type { Transaction } from "./connection.js";
import { text } from "./rows.js";

// In a table of their own, made with the first of them: a program that does not know of it loses nothing by that.

type KeptKeys = Pick<LedgerRecords, "keys" | "putKey"> & {
  /** The operation that a key leads to. */
  readonly leadsTo: (key: string) => string | null;
};

export function keptKeysIn({ get, all, run }: Transaction): KeptKeys {
  const isThere = () => get("SELECT 1 FROM sqlite_schema WHERE name = 'keys'") !== undefined;
  return {
    leadsTo: (key) => {
      const row = isThere() ? get("SELECT operation FROM keys WHERE key = ?", key) : undefined;
      return row ? text(row["operation"]) : null;
    },
    keys: async () => (isThere() ? all("SELECT * FROM keys").map(toKept) : []),
    putKey: async (key, operation) => {
      if (isThere()) run("DELETE FROM keys WHERE key = ?", [key]);
      if (operation === null) return;
      run("CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, operation TEXT NOT NULL) STRICT");
      run("INSERT INTO keys VALUES (?, ?)", [key, operation]);
    },
  };
}

function toKept(row: Readonly<Record<string, unknown>>): KeptKey {
  return { key: String(row["key"]), operation: String(row["operation"]) };
}
