import { LeaseError } from "@leaseline/core";
import type { ClientBase } from "pg";
import { LostConnection } from "./errors.js";
import type { Greeted } from "./greet.js";
import { checkBackend } from "./pooler.js";
import { askAtOnce } from "./query.js";
import { migrations } from "./schema.js";

/** What every transaction asks of the ledger first. */
export const met = "pg_backend_pid() AS backend, id, version";

interface Met {
  readonly backend: number;
  readonly id: string;
  readonly version: number;
}

/**
 * Begins a transaction, and finds out in one go whether its connection leads to what it was greeted as. Another ledger
 * may have been made in the place of that one: whoever connects anew finds out what was lost.
 * @param text - ends with a question for {@link met}, and for what else `Row` has.
 * @throws {LostConnection} @throws {LeaseError} `newer-version`.
 */
export async function begin<Row extends object>(
  client: ClientBase,
  server: Greeted,
  text: string,
): Promise<Row> {
  const row = await askAtOnce<Row & Met>(client, text);
  checkBackend(row?.backend, server.backend);
  if (row?.id !== server.ledger) throw new LostConnection("it is another ledger");
  if (row.version !== migrations.length)
    throw new LeaseError({ kind: "ledger-unavailable", reason: "newer-version" });
  return row;
}
