import type { ClientBase } from "pg";
import { denied } from "./errors.js";

/** What the README gives a role that leases, by the right. */
const needed = {
  SELECT:
    "ledger changes operations events lists leases costs totals notes sessions taken notices keys",
  INSERT: "changes operations events lists leases costs totals notes sessions taken notices keys",
  UPDATE: "ledger operations lists leases totals notes sessions",
  DELETE: "changes lists leases costs notes sessions keys",
};

/**
 * Some are used only once a request was sent, for what became of it. Without them nothing is begun.
 * @throws {LeaseError} `bad-input`.
 */
export async function checkRights(client: ClientBase): Promise<void> {
  const { rows } = await client.query(
    `SELECT FROM json_each_text($1) AS needed, string_to_table(needed.value, ' ') AS one
     WHERE NOT has_table_privilege(one, needed.key) LIMIT 1`,
    [JSON.stringify(needed)],
  );
  if (rows.length > 0) throw denied();
}
