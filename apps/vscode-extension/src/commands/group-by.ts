import { type Grouping, groupings, type KeptTreeChoices } from "../leases-view/tree-choices.js";
import { translate } from "../words/translate.js";
import type { Command, CommandTools } from "./command.js";

type Tools = Pick<CommandTools, "prompts"> & { readonly choices: KeptTreeChoices };

/** Puts the numbers together by account, country or state. */
export function groupByCommand({ prompts, choices }: Tools): Command {
  return async () => {
    const answer = await prompts.pick({
      title: translate("Group Numbers"),
      placeholder: translate("By what?"),
      canGoBack: false,
      choices: groupings.map((by) => ({
        label: nameOf(by),
        description: by === choices.now.groupBy ? translate("as now") : undefined,
        value: by,
      })),
    });
    if (answer.kind === "answered") choices.groupBy(answer.value);
  };
}

function nameOf(by: Grouping): string {
  switch (by) {
    case "account":
      return translate("Account");
    case "country":
      return translate("Country");
    case "state":
      return translate("State");
  }
}
