import { type Operation, isOpen, openStates } from "@leaseline/core";
import { errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import type { Documents } from "../documents/documents.js";
import type { OperationRecord, WayOutRecord } from "../documents/records.js";
import { operationRecord } from "../documents/to-record.js";
import { exitCodes } from "../exit-codes.js";
import { openSettlingClient } from "../open-client.js";
import { operationsTable } from "../output/tables.js";
import { operationStateWords } from "../output/words.js";

export interface ReconcileOptions {
  /** Seconds. */
  readonly wait?: number | undefined;
}

export const reconcile: Command<ReconcileOptions, Documents["reconcile"]> = {
  run: async (context, { wait }) => {
    const { terminal } = context;
    const limits = wait === undefined ? [] : [AbortSignal.timeout(wait * 1000)];
    const signal = AbortSignal.any([context.signal, ...limits]);
    const { client, ledger, unreachable } = await openSettlingClient(context);
    let isSaid = false;
    const sayInterrupted = (operation: Operation) => {
      if (!isInterrupted(operation) || isSaid) return;
      isSaid = true;
      terminal.progress(
        "A process ended while its request was on its way. The request may arrive up to 16 minutes later, and the provider is asked until then.",
      );
    };
    client.onChange((operation) => {
      const { kind, number, state } = operation;
      terminal.progress(`The ${kind} of ${number} is ${operationStateWords(state)}.`);
      sayInterrupted(operation);
    });
    (await client.operations({ states: openStates })).forEach(sayInterrupted);
    const settled = await client.reconcile({ signal });
    const { sessions } = await ledger.status();
    const others = sessions.filter(({ session }) => session !== ledger.session);
    return {
      document: {
        operations: settled.map((operation) => operationRecord(operation, client.accounts, others)),
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
  remarks: (document) => [
    ...lost(document),
    ...inOtherHands(document),
    ...document.waysOut.map((way) => wayWords(way, document)),
    ...remarksOn(document),
  ],
};

/** Where the provider's not showing a number says nothing yet. */
function isInterrupted({ failure }: Operation): boolean {
  return failure?.kind === "outcome-unknown" && failure.reason === "interrupted";
}

/** What the ledger had, and has not any more. */
function lost({ operations, waysOut }: Documents["reconcile"]): readonly string[] {
  const hasWay = new Set(waysOut.map(({ operation }) => operation));
  return operations
    .filter((operation) => isOpen(operation) && !hasWay.has(operation.id))
    .map(({ id, kind, number, failure }) =>
      `${id.slice(0, 8)}: the ${kind} of ${number}. ${failure?.message ?? ""}`.trim(),
    );
}

/** What another program is at that still runs is not asked about here, nor waited for. */
function inOtherHands({ operations, waysOut }: Documents["reconcile"]): readonly string[] {
  const canBeAsked = new Set(
    waysOut.filter(({ kind }) => kind === "ask-again").map(({ operation }) => operation),
  );
  return operations
    .filter(({ id, state }) => (state === "claimed" || state === "sent") && canBeAsked.has(id))
    .map(
      ({ id, kind, number, account, holder }) =>
        `${id.slice(0, 8)}: ${holder ?? "another program or window"} is at the ${kind} of ${number} with the account ${account}, and still runs: “leaseline ledger status” shows it.`,
    );
}

function wayWords(
  { operation, kind, mayCost }: WayOutRecord,
  { operations }: Documents["reconcile"],
): string {
  const id = operation.slice(0, 8);
  const cost = mayCost ? "what it may have leased is charged for" : "costs nothing";
  switch (kind) {
    case "ask-again":
      return `${id}: “leaseline reconcile” asks again; ${cost}.`;
    case "connect-account":
      return `${id}: ${elsewhereWords(operations.find((one) => one.id === operation))}`;
    case "repeat":
      return `${id}: “leaseline abandon ${id}”, and the same command again; ${cost}.`;
    case "give-up":
      return `${id}: “leaseline abandon ${id}” asks no further; ${cost}.`;
  }
}

/** Whose it is that cannot be asked about here, and what can be done about that. */
function elsewhereWords(found: OperationRecord | undefined): string {
  if (!found) return "it is of an account that is not connected here.";
  const { id, kind, account, provider, holder } = found;
  const name = provider ? `${account} (${provider})` : account;
  const where = `it is of the account ${name}, which is not connected here`;
  return holder
    ? `${where}, and ${holder} is at it. Wait for that, then run “leaseline reconcile” on a machine that has its keys; costs nothing.`
    : `${where}. Run “leaseline reconcile” on a machine that has its keys; costs nothing. Where nobody will have them again: “leaseline abandon ${id.slice(0, 8)} --without-keys”${kind === "lease" ? "; what it may have leased is charged for" : ""}.`;
}
