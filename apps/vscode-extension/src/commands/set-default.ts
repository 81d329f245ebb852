import type { Lease } from "@leaseline/core";
import type { KeptTreeChoices } from "../leases-view/tree-choices.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import type { Command } from "./command.js";
import { type PickLeaseTools, pickLease } from "./pick-lease.js";

type Tools = PickLeaseTools & { readonly choices: KeptTreeChoices };

/** Chooses the number that this workspace is about; the same one again takes it away. */
export function setDefaultCommand(tools: Tools): Command {
  const { choices, prompts } = tools;
  return async (selected) => {
    const lease = await pickLease(selected, translate("The Number of This Workspace"), tools);
    if (!lease) return;
    const shown = internationalNumber(lease.number);
    const isSo = isDefault(lease, choices);
    choices.setDefault(isSo ? null : { account: lease.account, number: lease.number });
    prompts.tell({
      severity: "information",
      text: isSo
        ? translate("{0} is not the number of this workspace any more.", shown)
        : translate("{0} is the number of this workspace.", shown),
      actions: [],
    });
  };
}

function isDefault({ account, number }: Lease, { now: { defaultNumber } }: KeptTreeChoices) {
  return defaultNumber?.account === account && defaultNumber.number === number;
}
