import { uptime } from "node:os";
import type { SQLInputValue } from "node:sqlite";
import type { LedgerNotice } from "../../ledger/status.js";
import { type Row, text } from "./rows.js";

// A session that had the file before it was removed, or put back, may have a request on its way of which this file
// knows nothing, and no list shows that yet.

/** Stands for the position from which lists count: none does. */
export const unsettled = Number.MAX_SAFE_INTEGER;

/** As in a shared ledger: no request is on its way for longer. */
const settlesS = 90;

interface Circumstances {
  /** By the time for which the machine is on: nobody sets that, as they set the time of day. */
  readonly uptimeS: number;
  /** Who lived then. */
  readonly living: readonly string[];
}

/** As it stands in the file. */
export function lossText(notice: LedgerNotice, living: readonly string[]): string {
  return JSON.stringify({ ...notice, uptimeS: uptime(), living } satisfies Circumstances);
}

interface Rows {
  readonly get: (sql: string) => Row | undefined;
  readonly run: (sql: string, values?: SQLInputValue[]) => void;
}

/** At the end of a transaction: from here on lists count, unless somebody lives who was there before the loss. */
export function settleLoss({ get, run }: Rows, locked: () => readonly string[]): void {
  if (get("SELECT rewoundAt FROM counter")?.["rewoundAt"] !== unsettled) return;
  const row = get(
    "SELECT notice FROM notices WHERE notice ->> 'uptimeS' IS NOT NULL ORDER BY position DESC LIMIT 1",
  );
  // Written by `repair`.
  const { uptimeS, living } = row
    ? (JSON.parse(text(row["notice"])) as Circumstances)
    : { uptimeS: 0, living: [] };
  const isEarly = uptime() - uptimeS < settlesS;
  if (isEarly && locked().some((one) => living.includes(one))) return;
  run("UPDATE counter SET position = position + 1, rewoundAt = position + 1");
}
