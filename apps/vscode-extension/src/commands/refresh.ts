import type { Accounts } from "../accounts/accounts.js";
import type { LeaseList } from "../leases-view/lease-list.js";
import type { Prompts } from "../prompts/prompts.js";
import { translate } from "../words/translate.js";
import type { Command } from "./command.js";

interface Tools {
  readonly prompts: Pick<Prompts, "progress">;
  readonly accounts: Pick<Accounts, "retry">;
  readonly list: Pick<LeaseList, "load">;
}

/** Reads all accounts again, those that could not be used before, too. */
export function refreshCommand({ prompts, accounts, list }: Tools): Command {
  return () =>
    prompts.progress(translate("Reading the phone numbers…"), async () => {
      await accounts.retry();
      await list.load();
    });
}
