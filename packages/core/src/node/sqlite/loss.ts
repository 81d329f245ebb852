import type { SQLInputValue } from "node:sqlite";
import type { LedgerNotice } from "../../ledger/status.js";
import { type Row, text } from "./rows.js";

// A session that had the file before it was removed, or put back, may have a request on its way of which this file
// knows nothing, and no list shows that yet.

/** Stands for the position from which lists count: none does. */
export const unsettled = Number.MAX_SAFE_INTEGER;

/** As in a shared ledger: no request is on its way for longer. */
const settlesS = 90;

interface Since {
  /** By the time for which the machine is awake: nobody sets that, as they set the time of day, and what sleeps sends nothing. */
  readonly awakeS: number;
}

/** Of one machine the same for every process, until it is started anew. */
const awakeS = (): number => Number(process.hrtime.bigint()) / 1e9;

/** As it stands in the file. */
export function lossText(notice: LedgerNotice): string {
  return JSON.stringify({ ...notice, awakeS: awakeS() } satisfies Since);
}

interface Rows {
  readonly get: (sql: string) => Row | undefined;
  readonly run: (sql: string, values?: SQLInputValue[]) => void;
}

/**
 * At the end of a transaction: from here on lists count, once what sessions of before may have sent has arrived. One that
 * has ended since may have left its request on its way.
 */
export function settleLoss({ get, run }: Rows): void {
  if (get("SELECT rewoundAt FROM counter")?.["rewoundAt"] !== unsettled) return;
  const row = get(
    "SELECT notice FROM notices WHERE notice ->> 'awakeS' IS NOT NULL ORDER BY position DESC LIMIT 1",
  );
  // Written by `repair`.
  const since = row ? (JSON.parse(text(row["notice"])) as Since).awakeS : Infinity;
  const passedS = awakeS() - since;
  // Less than none has passed where the machine was started anew.
  if (passedS >= 0 && passedS < settlesS) return;
  run("UPDATE counter SET position = position + 1, rewoundAt = position + 1");
}
