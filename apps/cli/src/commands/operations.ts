import { openStates } from "@leaseline/core";
import { allAccounts } from "../accounts/accounts.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { operationRecord } from "../documents/to-record.js";
import { openLedger } from "../open-ledger.js";
import { noticeWords } from "../output/notices.js";
import { operationsTable } from "../output/tables.js";

/** Reads the ledger only: no key is needed, and nothing is sent. */
export const operations: Command<{ readonly open?: true | undefined }, Documents["operations"]> = {
  run: async (context, { open }) => {
    const ledger = await openLedger(context);
    const found = await ledger.operations(open ? { states: openStates } : {});
    const { rewound, sessions } = await ledger.status();
    for (const notice of await ledger.notices())
      context.terminal.progress(noticeWords(notice, rewound));
    const accounts = allAccounts(context);
    return {
      document: {
        operations: found.map((one) => operationRecord(one, accounts, sessions)),
      },
    };
  },
  text: ({ operations: found }, style) =>
    found.length === 0
      ? "Nothing has been leased or released with this ledger, or, with --open, all of it is settled."
      : operationsTable(found, style),
};
