import type { Operation } from "@leaseline/core";
import type { LeaseList } from "../leases-view/lease-list.js";
import { internationalNumber } from "../words/lease-words.js";
import type { Prompts } from "../prompts/prompts.js";
import { operationWords } from "../words/operation-words.js";
import { translate } from "../words/translate.js";

/**
 * The open operation that a command is about: the one that is named, else one that is asked for. Those of accounts
 * that are not connected here are nobody's to decide about from here.
 */
export async function pickOperation(
  id: string | null,
  title: string,
  { prompts, list }: { readonly prompts: Prompts; readonly list: LeaseList },
): Promise<Operation | null> {
  await list.whole();
  // Another window may just have begun it.
  await list.look();
  const open = list.now.accounts.flatMap(({ operations }) => operations);
  const named = open.find((operation) => operation.id === id);
  if (named) return named;
  if (open.length === 0) {
    prompts.tell({
      severity: "information",
      text: translate("There is no lease or release whose outcome is not known."),
      actions: [],
    });
    return null;
  }
  const answer = await prompts.pick({
    title,
    placeholder: translate("Which number?"),
    canGoBack: false,
    choices: open.map((operation) => ({
      label: internationalNumber(operation.number),
      description: operationWords(operation),
      value: operation,
    })),
  });
  return answer.kind === "answered" ? answer.value : null;
}
