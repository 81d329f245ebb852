import { collect, errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { openClient } from "../open-client.js";
import { failureRecord } from "../output/failures.js";
import { leasesTable } from "../output/tables.js";
import { protectedNumbers } from "../protected.js";

export interface AccountOption {
  readonly account?: string | undefined;
}

export const list: Command<AccountOption, Documents["list"]> = {
  run: async (context, { account }) => {
    const { client, unreachable } = await openClient(context, account);
    const events = client.list({ signal: context.signal });
    const { items, failures, unread } = await collect(events, client.accounts, unreachable);
    const { numbers, failure } = await protectedNumbers(client);
    const isHeld = new Set(items.map(({ number }) => number));
    return {
      document: {
        leases: items.map(leaseRecord),
        leftOut: unread,
        protected: numbers.filter((number) => isHeld.has(number)),
        ...(failure && { ledger: failureRecord(failure) }),
        ...errorsIn(failures),
      },
      exitCode: exitCodeFor(failures, unread),
    };
  },
  text: ({ leases, protected: kept }, style) => leasesTable(leases, kept, style),
  remarks: (document) => [
    ...(document.ledger
      ? [`${document.ledger.message} What is protected and labelled here is not shown.`]
      : []),
    ...remarksOn(document),
  ],
};
