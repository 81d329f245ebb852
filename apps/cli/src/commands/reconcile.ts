import { isOpen } from "@leaseline/core";
import { errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import type { WayOutRecord } from "../documents/records.js";
import { operationRecord } from "../documents/to-record.js";
import { exitCodes } from "../exit-codes.js";
import { openWritingClient } from "../open-client.js";
import { operationsTable } from "../output/tables.js";
import { operationStateWords } from "../output/words.js";

export const reconcile: Command<object, Documents["reconcile"]> = {
  run: async (context) => {
    const { signal, terminal } = context;
    const { client, unreachable } = await openWritingClient(context);
    client.onChange(({ kind, number, state }) =>
      terminal.progress(`The ${kind} of ${number} is ${operationStateWords(state)}.`),
    );
    const settled = await client.reconcile({ signal });
    const providers = new Map(client.accounts.map(({ id, provider }) => [id, provider]));
    return {
      document: {
        operations: settled.map((operation) => operationRecord(operation, providers)),
        waysOut: settled.flatMap((operation) =>
          client.waysOut(operation).map((way) => ({ operation: operation.id, ...way })),
        ),
        ...errorsIn(unreachable),
      },
      exitCode: settled.some(isOpen) ? exitCodes.unknown : exitCodeFor(unreachable),
    };
  },
  text: ({ operations }, style) =>
    operations.length === 0 ? "Nothing is open." : operationsTable(operations, style),
  remarks: (document) => [...document.waysOut.map(wayWords), ...remarksOn(document)],
};

function wayWords({ operation, kind, mayCost }: WayOutRecord): string {
  const id = operation.slice(0, 8);
  const cost = mayCost ? "what it may have leased is charged for" : "costs nothing";
  switch (kind) {
    case "ask-again":
      return `${id}: “leaseline reconcile” asks again; ${cost}.`;
    case "connect-account":
      return `${id}: it is of an account that is not connected here. Connect it, and run “leaseline reconcile”; ${cost}.`;
    case "repeat":
      return `${id}: “leaseline abandon ${id}”, and the same command again; ${cost}.`;
    case "give-up":
      return `${id}: “leaseline abandon ${id}” asks no further; ${cost}.`;
  }
}
