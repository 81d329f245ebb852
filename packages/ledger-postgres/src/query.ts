import type { ClientBase, QueryResultRow } from "pg";

export type Row = Readonly<Record<string, unknown>>;
export type Value = string | number | boolean | null | readonly (string | null)[];

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

const names = new Map<string, string>();

function nameOf(text: string): string {
  const name = names.get(text) ?? `leaseline ${names.size}`;
  names.set(text, name);
  return name;
}
