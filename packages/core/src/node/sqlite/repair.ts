import type { DatabaseSync } from "node:sqlite";
import type { E164 } from "../../domain/phone-number.js";
import type { SpendCap } from "../../domain/spending.js";
import { outcomeUnknown } from "../../errors/lease-failure.js";
import type { LedgerNotice } from "../../ledger/status.js";
import { inTransaction } from "./in-transaction.js";
import { lossText, unsettled } from "./loss.js";
import { type DoubtfulOperation, capsText } from "./salvage.js";
import { migrations } from "./schema.js";

interface Loss {
  /** What may have been sent, and of which nothing else says how it ended. */
  readonly doubtful: readonly DoubtfulOperation[];
  readonly protectedNumbers: readonly E164[];
  readonly caps: readonly SpendCap[];
  /** The last position that is known of. */
  readonly seen: number;
  /** Where what was damaged is kept, the latest first; nowhere when nothing was, and the file is older than it was. */
  readonly kept: readonly string[];
}

/**
 * What a ledger that lost something holds to from here on: the numbers of operations that are in doubt stay
 * blocked until they are settled, what was protected stays so, caps hold, what it has as claimed may have been
 * sent since, and no list that was read before is new enough to lease by.
 */
export function repair(
  database: DatabaseSync,
  { doubtful, protectedNumbers, caps, seen, kept }: Loss,
): void {
  const at = new Date().toISOString();
  const failure = outcomeUnknown("ledger-damaged");
  inTransaction(database, () => {
    let position = seen;
    let blocked = 0;
    const event = database.prepare(
      "INSERT INTO events (position, operation, event, at) VALUES (?, ?, ?, ?)",
    );
    // It says of no order that none was submitted.
    const block = (id: string): void => {
      for (const happened of [
        { kind: "sent" },
        { kind: "unknown", failure },
        { kind: "needs-attention", failure },
      ])
        event.run((position += 1), id, JSON.stringify(happened), at);
      blocked += 1;
    };
    const insert = database.prepare(
      `INSERT OR IGNORE INTO operations
         (position, version, id, kind, identity, account, number, state, sender, failure, startedAt, changedAt)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'needs-attention', '', ?, ?, ?)`,
    );
    for (const { id, kind, identity, account, number } of doubtful) {
      const values = [id, kind, identity, account, number, JSON.stringify(failure), at, at];
      // Ignored where the operation is there, or its number is held by another one.
      if (insert.run((position += 1), migrations.length, ...values).changes) block(id);
    }
    for (const { id } of database
      .prepare("SELECT id FROM operations WHERE state = 'claimed'")
      .all()) {
      database
        .prepare("UPDATE operations SET state = 'needs-attention', failure = ? WHERE id = ?")
        .run(JSON.stringify(failure), String(id));
      block(String(id));
    }
    for (const number of protectedNumbers)
      database
        .prepare(
          "INSERT INTO notes (number, protected) VALUES (?, 1) ON CONFLICT (number) DO UPDATE SET protected = 1",
        )
        .run(number);
    position += 1;
    database
      .prepare("UPDATE counter SET position = ?, rewoundAt = ?, caps = ?")
      .run(position, unsettled, capsText(caps));
    const damaged = kept.map((keptAt, index): LedgerNotice => ({
      kind: "damaged",
      keptAt,
      blocked: index === 0 ? blocked : 0,
    }));
    const notices: readonly LedgerNotice[] =
      damaged.length > 0 ? damaged : [{ kind: "rewound", at }];
    for (const notice of notices)
      database.prepare("INSERT INTO notices (notice) VALUES (?)").run(lossText(notice));
  });
}
