import type { Operation } from "@leaseline/core";
import { internationalNumber } from "../words/lease-words.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { Prompts } from "../prompts/prompts.js";
import { operationWords } from "../words/operation-words.js";

/** The open operation that a command is about: the one of the row it was called on, else one that is asked for. */
export async function pickOperation(
  selected: unknown,
  title: string,
  { prompts, list }: { readonly prompts: Prompts; readonly list: LeaseList },
): Promise<Operation | null> {
  await list.whole();
  const open = [...list.accounts.flatMap(({ operations }) => operations), ...list.orphans];
  const named = open.find(({ id }) => id === operationIdOf(selected));
  if (named) return named;
  if (open.length === 0) {
    prompts.tell({
      severity: "information",
      text: "There is no lease or release whose outcome is not known.",
      actions: [],
    });
    return null;
  }
  const answer = await prompts.pick({
    title,
    placeholder: "Which number?",
    canGoBack: false,
    choices: open.map((operation) => ({
      label: internationalNumber(operation.number),
      description: operationWords(operation),
      value: operation,
    })),
  });
  return answer.kind === "answered" ? answer.value : null;
}

/** A row of the tree holds its operation; anything else is not looked into. */
function operationIdOf(selected: unknown): string | null {
  if (typeof selected !== "object" || selected === null || !("operation" in selected)) return null;
  const { operation } = selected;
  if (typeof operation !== "object" || operation === null || !("id" in operation)) return null;
  return String(operation.id);
}
