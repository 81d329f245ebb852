import { type Operation, isOpen } from "@leaseline/core";
import { allAccounts } from "../accounts/accounts.js";
import { type AgreedOptions, type Intent, agreedCommand } from "../agreed-command.js";
import { CommandError } from "../command-error.js";
import type { Documents } from "../documents/documents.js";
import type { OperationRecord } from "../documents/records.js";
import { operationRecord } from "../documents/to-record.js";
import { openDecidingClient } from "../open-client.js";
import { operationsTable } from "../output/tables.js";
import { operationStateWords } from "../output/words.js";
import { openStateFolder } from "../state/state-folder.js";
import { checkDigits } from "./release.js";

export interface AbandonOptions extends AgreedOptions {
  readonly id: string;
  readonly confirm?: string | undefined;
}

type Abandoned = Extract<Documents["abandon"], { readonly operation: unknown }>;

/** Gives up asking what became of an operation. It is not undone by that, and may be charged for. */
export const abandon = agreedCommand<AbandonOptions, Abandoned>({
  intend: async (context, options) => {
    const { client } = await openDecidingClient(context);
    const operation = openOperation(await client.operations(), options.id);
    const folder = openStateFolder(context.environment);
    const providers = new Map(
      allAccounts(context, folder).map(({ id, provider }) => [id, provider]),
    );
    return {
      ...asked(operationRecord(operation, providers), options),
      carryOut: async () => ({
        document: { operation: operationRecord(await client.abandon(operation.id), providers) },
      }),
    };
  },
  text: ({ operation: { kind, number, account } }, style) =>
    `${style.good("Abandoned.")} Nobody asks any further about the ${kind} of ${number}, and the number is free for another operation. If ${account} holds it, it is charged for: “leaseline list” shows it then.`,
});

/** Its id may be cut short, as the table of operations does it. */
const shortestId = 8;

function openOperation(operations: readonly Operation[], id: string): Operation {
  const [found, another] = operations.filter(
    (operation) => id.length >= shortestId && operation.id.startsWith(id),
  );
  if (!found || another)
    throw new CommandError({
      kind: "usage",
      reason: `There is no operation ${id}. “leaseline operations --open” shows those that are not settled.`,
    });
  if (!isOpen(found))
    throw new CommandError({
      kind: "usage",
      reason: `The operation ${id} is ${operationStateWords(found.state)}: there is nothing left to be asked about it.`,
    });
  if (found.state === "claimed" || found.state === "sent")
    throw new CommandError({
      kind: "unsettled",
      reason: `Nobody has asked the provider yet what became of the operation ${id}. Run “leaseline reconcile” first.`,
    });
  return found;
}

function asked(
  operation: OperationRecord,
  { confirm }: AbandonOptions,
): Omit<Intent<Abandoned>, "carryOut"> {
  const { kind, number, account, provider } = operation;
  return {
    plan: {
      kind: "abandon",
      number,
      account,
      provider,
      asks: `The ${kind} of ${number} may have been carried out, and may be charged for. Type its last four digits to ask no further.`,
      agrees: "--yes --confirm with its last four digits",
      reserves: null,
      sends: null,
    },
    about: (style) => operationsTable([operation], style),
    typed: number.slice(-4),
    checkFlags: () => checkDigits(number, confirm),
  };
}
