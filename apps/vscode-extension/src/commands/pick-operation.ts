import type { Operation } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { internationalNumber } from "../words/lease-words.js";
import type { CommandTools } from "./command.js";
import { selectedOperation } from "./selected.js";
import { askedThroughIt, mayBe, notFoundOut, operationWords } from "../words/operation-words.js";
import { translate } from "../words/translate.js";

/**
 * The open operation that a command is about: the row it was called on, or one that is asked for where it was called on
 * none. Those of accounts that are not connected here are nobody's to decide about from here.
 */
export async function pickOperation(
  selected: unknown,
  title: string,
  { prompts, list, actions }: Pick<CommandTools, "prompts" | "list" | "actions">,
): Promise<Operation | null> {
  const id = selectedOperation(selected);
  await list.whole();
  // Another window may just have begun it.
  await list.look();
  const isMeant = (operation: Operation) => id === null || operation.id === id;
  const { accounts } = list.now;
  const open = accounts.flatMap(({ account, operations }) =>
    operations.filter(isMeant).map((operation) => ({ account, operation })),
  );
  const [named] = open;
  if (named && id !== null) return named.operation;
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
    choices: open.map(({ account, operation }) => ({
      label: internationalNumber(operation.number),
      description: `${operationWords(operation)} · ${operation.number}`,
      group: accounts.length > 1 ? accountTitle(account) : undefined,
      value: operation,
    })),
  });
  return answer.kind === "answered" ? answer.value : null;
}
