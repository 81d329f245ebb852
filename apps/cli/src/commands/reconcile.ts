import { isOpen } from "@leaseline/core";
import type { Command } from "../context.js";
import { exitCodes } from "../exit-codes.js";
import { openWritingClient } from "../open-client.js";
import { operationsTable } from "../output/tables.js";
import { operationRecord } from "../records/records.js";

export const reconcile: Command<unknown> = async (context) => {
  const { signal, terminal } = context;
  const client = await openWritingClient(context);
  client.onChange(({ kind, number, state }) =>
    terminal.progress(`The ${kind} of ${number} is ${state}.`),
  );
  const settled = await client.reconcile({ signal });
  const providers = new Map(client.accounts.map(({ account, provider }) => [account, provider]));
  return {
    document: { operations: settled.map((operation) => operationRecord(operation, providers)) },
    text: (style) => (settled.length === 0 ? "Nothing is open." : operationsTable(settled, style)),
    exitCode: settled.some(isOpen) ? exitCodes.unknown : exitCodes.done,
  };
};
