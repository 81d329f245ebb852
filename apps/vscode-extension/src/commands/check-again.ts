import { openOperations } from "../leases-view/leases.js";
import { checkingWords, verdictNotice } from "../operations/verdicts.js";
import { translate } from "../words/translate.js";
import type { Command, CommandTools } from "./command.js";
import { pickOperation } from "./pick-operation.js";

type Tools = Pick<CommandTools, "prompts" | "list" | "followUp" | "actions">;

/** Asks once more about an operation that is not settled, and says so when it still is not. */
export function checkAgainCommand(tools: Tools): Command {
  const { prompts, list, followUp, actions } = tools;
  return async (selected) => {
    const operation = await pickOperation(selected, translate("Check Again"), tools);
    if (!operation) return;
    await prompts.progress(checkingWords(operation), () => followUp.resume());
    await list.load();
    // A verdict is told by the follow-up; that there is none, is not.
    const still = openOperations(list.now).find(({ id }) => id === operation.id);
    const notice = still?.state === "needs-attention" ? verdictNotice(still, actions) : null;
    if (notice) prompts.tell(notice);
  };
}
