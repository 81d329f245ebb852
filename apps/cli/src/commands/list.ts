import { collect, withFailures } from "../collect.js";
import type { Command } from "../context.js";
import { openClient } from "../open-client.js";
import { leasesTable } from "../output/tables.js";
import { leaseRecord } from "../records/records.js";

export const list: Command<{ readonly account?: string | undefined }> = async (
  context,
  { account },
) => {
  const client = await openClient(context, account);
  const held = await collect(client.list({ signal: context.signal }), client.accounts);
  return withFailures(held, {
    document: { leases: held.items.map(leaseRecord) },
    text: (style) => leasesTable(held.items, style),
  });
};
