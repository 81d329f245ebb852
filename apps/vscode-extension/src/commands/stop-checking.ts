import { type Operation, notConnected } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import type { Accounts } from "../accounts/accounts.js";
import type { ConfirmQuestion } from "../prompts/prompts.js";
import { internationalNumber } from "../words/lease-words.js";
import { mayBe } from "../words/operation-words.js";
import { translate } from "../words/translate.js";
import { notDone } from "../words/whole-notice.js";
import type { Command, CommandTools } from "./command.js";
import { pickOperation } from "./pick-operation.js";

type Tools = Pick<CommandTools, "prompts" | "list" | "accounts" | "actions">;

export function stopCheckingCommand(tools: Tools): Command {
  return async (selected) => {
    const operation = await pickOperation(selected, translate("Stop Checking"), tools);
    if (operation && (await stopChecking(operation, tools))) await tools.list.load();
  };
}

/** Ends the asking about an operation that nobody can settle, once a person knows what that means. */
export async function stopChecking(
  operation: Operation,
  {
    prompts,
    accounts,
  }: Pick<CommandTools, "prompts"> & { accounts: Pick<Accounts, "find" | "groupWith"> },
): Promise<boolean> {
  if (!(await prompts.confirm(stopQuestion(operation, accounts)))) return false;
  try {
    const group = await accounts.groupWith(operation);
    // Its last account was removed since the question.
    if (!group) throw notConnected(operation, []);
    const { client } = await group.connect();
    await client.abandon(operation.id);
    return true;
  } catch (error) {
    prompts.tell(notDone(translate("The checking was not stopped."), error));
    return false;
  }
}

function stopQuestion(
  { kind, number, account: id }: Operation,
  { find }: Pick<Accounts, "find">,
): ConfirmQuestion {
  const account = find(id);
  const shown = internationalNumber(number);
  return {
    title:
      kind === "lease"
        ? translate("Stop checking whether {0} was leased?", shown)
        : translate("Stop checking whether {0} was released?", shown),
    detail: [
      `${mayBe({ kind })} ${translate("Look in the provider's dashboard first.")}`,
      "",
      kind === "lease"
        ? translate(
            "Leaseline stops asking, and the number can be leased again. If you choose another number, you may pay for both.",
          )
        : translate("Leaseline stops asking, and the number can be released again."),
      ...(account ? [translate("Account: {0}", accountTitle(account))] : []),
    ],
    yes: translate("Stop Checking"),
  };
}
