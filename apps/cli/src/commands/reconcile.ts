import { isOpen } from "@leaseline/core";
import { errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import { operationRecord } from "../documents/to-record.js";
import { exitCodes } from "../exit-codes.js";
import { openWritingClient } from "../open-client.js";
import { operationsTable } from "../output/tables.js";

export const reconcile: Command<object, Documents["reconcile"]> = {
  run: async (context) => {
    const { signal, terminal } = context;
    const { client, unreachable } = await openWritingClient(context);
    client.onChange(({ kind, number, state }) =>
      terminal.progress(`The ${kind} of ${number} is ${state}.`),
    );
    const settled = await client.reconcile({ signal });
    const providers = new Map(client.accounts.map(({ id, provider }) => [id, provider]));
    return {
      document: {
        operations: settled.map((operation) => operationRecord(operation, providers)),
        ...errorsIn(unreachable),
      },
      exitCode: settled.some(isOpen) ? exitCodes.unknown : exitCodeFor(unreachable),
    };
  },
  text: ({ operations }, style) =>
    operations.length === 0 ? "Nothing is open." : operationsTable(operations, style),
  remarks: remarksOn,
};
