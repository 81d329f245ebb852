import { createHash } from "node:crypto";
import type { ClientBase, QueryResultRow } from "pg";

export type Row = Readonly<Record<string, unknown>>;
export type Value = string | number | boolean | null | readonly (string | boolean | null)[];

/** Asks within one transaction. Each text is read and planned once for a connection. */
export type Query = (text: string, ...values: readonly Value[]) => Promise<readonly Row[]>;

export function queryOn(client: ClientBase): Query {
  return async (text, ...values) => {
    const { rows } = await client.query<QueryResultRow>({
      name: nameOf(text),
      text,
      values: [...values],
    });
    return rows;
  };
}

/** Several statements in one go. @returns the first row of what the last one is answered with. */
export async function askAtOnce<Answer>(
  client: ClientBase,
  text: string,
): Promise<Answer | undefined> {
  // Several statements at once are answered with several results.
  const answers: unknown = await client.query(text);
  return (answers as { rows: Answer[] }[]).at(-1)?.rows[0];
}

const names = new Map<string, string>();

/** By the text, so that where a pooler lends one connection to several processes, none runs another one's. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `leaseline ${hash(text)}`;
  names.set(text, name);
  return name;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
