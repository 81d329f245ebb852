import type { Operation } from "@leaseline/core";
import type { LeaseList } from "../leases-view/lease-list.js";
import { internationalNumber } from "../words/lease-words.js";
import type { LeaseActions } from "../prompts/lease-actions.js";
import type { Prompts } from "../prompts/prompts.js";
import { askedThroughIt, mayBe, notFoundOut, operationWords } from "../words/operation-words.js";
import { translate } from "../words/translate.js";

export interface PickOperationTools {
  readonly prompts: Prompts;
  readonly list: LeaseList;
  readonly actions: LeaseActions;
}

/**
 * The open operation that a command is about: the one that is named, or one that is asked for where none is. Those of
 * accounts that are not connected here are nobody's to decide about from here.
 */
export async function pickOperation(
  id: string | null,
  title: string,
  { prompts, list, actions }: PickOperationTools,
): Promise<Operation | null> {
  await list.whole();
  // Another window may just have begun it.
  await list.look();
  const isMeant = (operation: Operation) => id === null || operation.id === id;
  const open = list.now.accounts.flatMap(({ operations }) => operations).filter(isMeant);
  const [named] = open;
  if (named && id !== null) return named;
  if (!named) {
    const orphan = list.now.orphans.find(isMeant);
    const none =
      id === null
        ? translate("There is no lease or release whose outcome is not known.")
        : `${translate("This is not among the leases and releases whose outcome is not known.")} ${translate("Nothing was done.")}`;
    prompts.tell({
      text: orphan ? `${notFoundOut(orphan)} ${mayBe(orphan)} ${askedThroughIt(orphan)}` : none,
      actions: orphan ? [{ label: translate("Add Account"), run: actions.addAccount }] : [],
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
