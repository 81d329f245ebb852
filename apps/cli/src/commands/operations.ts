import { openStates } from "@leaseline/core";
import { allAccounts } from "../accounts/accounts.js";
import type { Command } from "../context.js";
import { openLedger } from "../open-client.js";
import { operationsTable } from "../output/tables.js";
import { operationRecord } from "../records/records.js";
import { openStateFolder } from "../state/state-folder.js";

/** Reads the ledger only: no key is needed, and nothing is sent. */
export const operations: Command<{ readonly open?: true | undefined }> = async (
  { environment, terminal },
  { open },
) => {
  const folder = openStateFolder(environment);
  const ledger = openLedger(folder);
  const found = await ledger.operations(open ? { states: openStates } : {});
  for (const { keptAt, blocked } of await ledger.notices())
    terminal.progress(
      `The ledger's file was damaged. It was kept at ${keptAt}; ${blocked} numbers in doubt are blocked until “leaseline reconcile” has settled them.`,
    );
  const providers = new Map(
    allAccounts(environment, folder).map(({ id, provider }) => [id, provider]),
  );
  return {
    document: { operations: found.map((operation) => operationRecord(operation, providers)) },
    text: (style) => operationsTable(found, style),
  };
};
