import type { SQLInputValue } from "node:sqlite";
import type { LedgerNotice } from "../../ledger/status.js";
import { type Row, text } from "./rows.js";

// A session that had the file before it was removed, or put back, may have a request on its way of which this file
// knows nothing, and no list shows that yet.

/** In the place of the position beyond which lists count: no list does. */
export const unsettled = Number.MAX_SAFE_INTEGER;

/** As in a shared ledger: no request is on its way for longer. */
const settlesMs = 90_000;

interface Rows {
  readonly get: (sql: string) => Row | undefined;
  readonly run: (sql: string, values?: SQLInputValue[]) => void;
}

/** At the end of a transaction: from here on lists count, unless somebody lives who was there before the loss. */
export function settleLoss({ get, run }: Rows, livedAt: (atMs: number) => boolean): void {
  if (get("SELECT rewoundAt FROM counter")?.["rewoundAt"] !== unsettled) return;
  const row = get(
    "SELECT notice FROM notices WHERE notice ->> 'kind' = 'rewound' ORDER BY position DESC LIMIT 1",
  );
  const notice = row && (JSON.parse(text(row["notice"])) as LedgerNotice);
  if (notice?.kind === "rewound") {
    const atMs = Date.parse(notice.at);
    if (Date.now() - atMs < settlesMs && livedAt(atMs)) return;
  }
  run("UPDATE counter SET position = position + 1, rewoundAt = position + 1");
}
