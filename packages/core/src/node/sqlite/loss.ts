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

type Rewound = Extract<LedgerNotice, { readonly kind: "rewound" }> & {
  /** By the time for which the machine is on: nobody sets that, as they set the time of day. */
  readonly uptimeS?: number | undefined;
  /** Who lived then. */
  readonly living?: readonly string[] | undefined;
};

/** As it stands in the file. @param at - ISO 8601, for people. */
export function rewound(at: string, living: readonly string[]): Rewound {
  return { kind: "rewound", at, uptimeS: uptime(), living };
}

interface Rows {
  readonly get: (sql: string) => Row | undefined;
  readonly run: (sql: string, values?: SQLInputValue[]) => void;
}

/** At the end of a transaction: from here on lists count, unless somebody lives who was there before the loss. */
export function settleLoss({ get, run }: Rows, locked: () => readonly string[]): void {
  if (get("SELECT rewoundAt FROM counter")?.["rewoundAt"] !== unsettled) return;
  const row = get(
    "SELECT notice FROM notices WHERE notice ->> 'kind' = 'rewound' ORDER BY position DESC LIMIT 1",
  );
  // Written by `repair`.
  const { uptimeS = 0, living = [] } = row ? (JSON.parse(text(row["notice"])) as Rewound) : {};
  const isEarly = uptime() - uptimeS < settlesS;
  if (isEarly && locked().some((one) => living.includes(one))) return;
  run("UPDATE counter SET position = position + 1, rewoundAt = position + 1");
}
