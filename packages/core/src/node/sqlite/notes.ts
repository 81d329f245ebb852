import type { LedgerRecords } from "../../ledger/store.js";
import type { Transaction } from "./connection.js";
import { toNote } from "./rows.js";

const some = "SELECT * FROM notes WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number";

export function notesIn({
  all,
  run,
}: Pick<Transaction, "all" | "run">): Pick<LedgerRecords, "notes" | "putNotes"> {
  return {
    notes: async (numbers) =>
      (numbers
        ? all(some, JSON.stringify(numbers))
        : all("SELECT * FROM notes ORDER BY number")
      ).map(toNote),
    putNotes: async (notes) => {
      for (const { number, label, isProtected } of notes) {
        run("DELETE FROM notes WHERE number = ?", [number]);
        if (label !== null || isProtected)
          run("INSERT INTO notes (number, label, protected) VALUES (?, ?, ?)", [
            number,
            label,
            isProtected ? 1 : 0,
          ]);
      }
    },
  };
}
