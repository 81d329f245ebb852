import { accountTitle, accountNameProblem } from "../accounts/account.js";
import { noSuchAccount } from "../accounts/account-here.js";
import type { AccountStore } from "../accounts/account-store.js";
import { pickAccountOf } from "./pick-account.js";
import { translate } from "../words/translate.js";
import type { Command, CommandTools } from "./command.js";

type Tools = Pick<CommandTools, "prompts" | "store" | "accounts">;

/** Gives an account another name, in every window. */
export function renameAccountCommand(tools: Tools): Command {
  const { prompts } = tools;
  return async (selected) => {
    const account = await pickAccountOf(selected, translate("Rename Account"), tools);
    if (!account) return;
    const typed = await prompts.type({
      title: translate("Rename {0}", accountTitle(account)),
      prompt: translate("A name for this account, to tell it from others"),
      value: account.label,
      canGoBack: false,
      check: accountNameProblem,
    });
    if (typed.kind === "answered") change(account.id, { label: typed.value.trim() }, tools);
  };
}

/** Marks an account as one where what is done is meant, or takes the mark away. */
export function productionCommand(tools: Tools): Command {
  const { prompts } = tools;
  return async (selected) => {
    const account = await pickAccountOf(selected, translate("Mark as Production"), tools);
    if (!account) return;
    const answer = await prompts.pick({
      title: accountTitle(account),
      placeholder: translate("Is this a production account?"),
      canGoBack: false,
      choices: [
        {
          label: translate("Production"),
          detail: translate("Every question about a lease or a release says so."),
          value: true,
        },
        { label: translate("Not production"), value: false },
      ].map((choice) => ({
        ...choice,
        description: choice.value === account.production ? translate("as now") : undefined,
      })),
    });
    if (answer.kind === "answered") change(account.id, { production: answer.value }, tools);
  };
}

/** Another window may have removed it while somebody was asked. */
function change(id: string, news: Parameters<AccountStore["change"]>[1], tools: Tools): void {
  if (tools.store.change(id, news)) return;
  tools.prompts.tell({ text: noSuchAccount() });
}
