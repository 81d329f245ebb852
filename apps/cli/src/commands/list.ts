import { collect, errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { openClient } from "../open-client.js";
import { leasesTable } from "../output/tables.js";

export interface AccountOption {
  readonly account?: string | undefined;
}

export const list: Command<AccountOption, Documents["list"]> = {
  run: async (context, { account }) => {
    const { client, unreachable } = await openClient(context, account);
    const events = client.list({ signal: context.signal });
    const { items, failures, unread } = await collect(events, client.accounts, unreachable);
    return {
      document: { leases: items.map(leaseRecord), leftOut: unread, ...errorsIn(failures) },
      exitCode: exitCodeFor(failures, unread),
    };
  },
  text: ({ leases }, style) => leasesTable(leases, style),
  remarks: remarksOn,
};
