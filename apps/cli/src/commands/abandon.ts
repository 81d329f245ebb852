import { type Operation, isOpen } from "@leaseline/core";
import { allAccounts } from "../accounts/accounts.js";
import { type AgreedOptions, type Intent, agreedCommand } from "../agreed-command.js";
import { CommandError, errorOf, usage } from "../command-error.js";
import { checkDigits } from "../consent.js";
import type { Documents } from "../documents/documents.js";
import type { OperationRecord } from "../documents/records.js";
import { operationRecord } from "../documents/to-record.js";
import { type OpenClient, openAbandoningClient } from "../open-client.js";
import { operationsTable } from "../output/tables.js";
import { operationStateWords } from "../output/words.js";

export interface AbandonOptions extends AgreedOptions {
  readonly id: string;
  readonly confirm?: string | undefined;
  /** A person's word that nobody has the account's keys any more. */
  readonly withoutKeys?: true | undefined;
}

type Abandoned = Extract<Documents["abandon"], { readonly operation: unknown }>;

/** Gives up asking what became of an operation. It is not undone by that, and may be charged for. */
export const abandon = agreedCommand<AbandonOptions, Abandoned>({
  intend: async (context, options) => {
    const { withoutKeys = false } = options;
    const opened = await openAbandoningClient(context, withoutKeys);
    const { client } = opened;
    const operation = openOperation(await client.operations(), options.id);
    await checkAsked(operation, opened, withoutKeys);
    const accounts = allAccounts(context);
    return {
      ...termsOf(operationRecord(operation, accounts), options),
      carryOut: async () => {
        const left = await client.abandon(operation.id, { withoutKeys });
        // It may have been settled while a person was asked.
        if (left.state !== "abandoned" && left.state !== "not-sent") throw settled(left);
        return { document: { operation: operationRecord(left, accounts) } };
      },
    };
  },
  text: ({ operation: { kind, number, account, state } }, style) =>
    state === "not-sent"
      ? `${style.good("Over.")} The ${kind} of ${number} had not been sent, and the number is free for another operation.`
      : `${style.good("Abandoned.")} Nobody asks any further about the ${kind} of ${number}, and the number is free for another operation. If ${account} holds it, it is charged for: “leaseline list” shows it then, where its keys are.`,
});

/** Its id may be cut short, as the table of operations does it. */
const shortestId = 8;

function openOperation(operations: readonly Operation[], id: string): Operation {
  const [found, another] = operations.filter(
    (operation) => id.length >= shortestId && operation.id.startsWith(id),
  );
  if (!found || another)
    throw usage(
      `There is no operation ${id}. “leaseline operations --open” shows those that are not settled.`,
    );
  if (!isOpen(found)) throw settled(found);
  return found;
}

function settled({ id, state }: Operation): CommandError {
  return usage(
    `The operation ${id} is ${operationStateWords(state)}: there is nothing left to find out about it.`,
  );
}

/** Nobody is asked about what can be looked up, or would be refused. @throws {LeaseError} as the core does; {CommandError}. */
async function checkAsked(
  operation: Operation,
  { client, ledger, unreachable }: OpenClient,
  withoutKeys: boolean,
): Promise<void> {
  const { id, identity, account, sender, state } = operation;
  const isConnected = client.accounts.some((one) => one.identity === identity);
  const failure = unreachable.get(account);
  if (!isConnected && !withoutKeys && failure) throw errorOf(failure);
  const { sessions } = await ledger.status();
  const isGone = !sessions.some(({ session }) => session === sender);
  if (isConnected && isGone && (state === "claimed" || state === "sent"))
    throw new CommandError({
      kind: "unsettled",
      reason: `Nobody has looked up yet how the operation ${id} of the account ${account} ended. Run “leaseline reconcile” first.`,
    });
  await client.rehearseAbandon(id, { withoutKeys });
}

function termsOf(
  operation: OperationRecord,
  { confirm, withoutKeys }: AbandonOptions,
): Omit<Intent<Abandoned>, "carryOut"> {
  const { kind, number, account, provider } = operation;
  return {
    plan: {
      kind: "abandon",
      number,
      account,
      provider,
      asks: `The ${kind} of ${number} may have been carried out, and may be charged for${withoutKeys ? `, as long as the account ${account} is there: without its keys nobody sees that here` : ""}. Type its last four digits to ask no further.`,
      agrees: "--yes --confirm with its last four digits",
      reserves: null,
      sends: null,
    },
    about: (style) => operationsTable([operation], style),
    typed: number.slice(-4),
    checkFlags: () => checkDigits(number, confirm),
  };
}
