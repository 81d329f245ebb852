import { type KeptTreeChoices, isDefault } from "../leases-view/tree-choices.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import type { Command } from "./command.js";
import { type PickLeaseTools, pickLease } from "./pick-lease.js";

type Tools = PickLeaseTools & { readonly choices: KeptTreeChoices };

/** Chooses the number that this workspace is about; the same one again takes it away. */
export function setDefaultCommand(tools: Tools): Command {
  const { choices, prompts } = tools;
  return async (selected) => {
    const chosen = await pickLease(selected, translate("The Number of This Workspace"), tools);
    if (!chosen) return;
    const { account, number } = chosen;
    const shown = internationalNumber(number);
    const isSo = isDefault(choices.now, chosen);
    choices.setDefault(isSo ? null : { account, number });
    prompts.tell({
      text: isSo
        ? translate("{0} is not the number of this workspace any more.", shown)
        : translate("{0} is the number of this workspace.", shown),
    });
  };
}
