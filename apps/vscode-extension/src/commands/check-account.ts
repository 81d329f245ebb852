import { accountTitle } from "../accounts/account.js";
import { pickAccountOf } from "./pick-account.js";
import { translate } from "../words/translate.js";
import { notDone } from "../words/whole-notice.js";
import type { Command, CommandTools } from "./command.js";

type Tools = Pick<CommandTools, "prompts" | "accounts" | "actions">;

/** Whether a provider accepts the account's key: one read, which costs nothing. */
export function checkAccountCommand(tools: Tools): Command {
  const { prompts, accounts, actions } = tools;
  return async (selected) => {
    const account = await pickAccountOf(selected, translate("Check Account"), tools);
    if (!account) return;
    const shown = accountTitle(account);
    try {
      await prompts.progress(translate("Checking {0}…", shown), async () =>
        (await accounts.client(account)).verify(account.id),
      );
      prompts.tell({
        text: translate("{0} accepts its key.", shown),
      });
    } catch (error) {
      const update = { label: translate("Update Key"), run: () => actions.updateKey(account.id) };
      const what = translate("{0} cannot be used.", shown);
      prompts.tell(notDone(what, error, account.sandbox ? [] : [update]));
    }
  };
}
