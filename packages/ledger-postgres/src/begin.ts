import { LeaseError } from "@leaseline/core";
import type { ClientBase } from "pg";
import { LostConnection, isMissing } from "./errors.js";
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
 * Begins a transaction, and finds out in one go whether its connection leads to what it was greeted as. Tables may have
 * been dropped, or others put in their place: whoever connects anew makes them, or finds out what was lost.
 * @param text - ends with a question for {@link met}, and for what else `Row` has.
 * @throws {LostConnection} @throws {LeaseError} `newer-version`.
 */
export async function begin<Row extends object>(
  client: ClientBase,
  server: Greeted,
  text: string,
): Promise<Row> {
  const row = await askAtOnce<Row & Met>(client, text).catch((cause: unknown) => {
    throw isMissing(cause) ? new LostConnection("the ledger is gone", { cause }) : cause;
  });
  checkBackend(row?.backend, server.backend);
  if (row?.id !== server.ledger) throw new LostConnection("it is another ledger");
  if (row.version !== migrations.length)
    throw new LeaseError({ kind: "ledger-unavailable", reason: "newer-version" });
  return row;
}
