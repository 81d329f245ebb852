import type { Lease, LeaseClient } from "@leaseline/core";
import { clientHere } from "../accounts/account-here.js";
import { internationalNumber } from "../words/lease-words.js";
import { lengthProblem } from "../words/name-length.js";
import { translate } from "../words/translate.js";
import { notDone } from "../words/whole-notice.js";
import type { Command, CommandTools } from "./command.js";
import { pickLease } from "./pick-lease.js";

type Tools = Pick<CommandTools, "prompts" | "accounts" | "list" | "locale">;

/** Names a number, or takes its name away. */
export function labelCommand(tools: Tools): Command {
  const { prompts, accounts, list } = tools;
  return async (selected) => {
    const lease = await pickLease(selected, translate("Label a Number"), tools);
    if (!lease) return;
    const client = () => clientHere(accounts, lease.account);
    const shown = internationalNumber(lease.number);
    const typed = await prompts.type({
      title: translate("Label {0}", shown),
      prompt: `${translate("What is this number for? Leave it empty to remove the label.")} ${place(lease, await client())}`,
      placeholder: translate("Support line"),
      value: lease.label ?? "",
      canGoBack: false,
      check: lengthProblem,
    });
    if (typed.kind !== "answered") return;
    const label = typed.value.trim() || null;
    try {
      await prompts.progress(translate("Labelling {0}…", shown), async () =>
        (await client()).update(lease, { label }),
      );
      await list.look();
    } catch (error) {
      prompts.tell(notDone(translate("The label of {0} was not changed.", shown), error));
    }
  };
}

/** Who will see it. */
function place({ account }: Lease, { accounts }: LeaseClient): string {
  const found = accounts.find(({ id }) => id === account);
  return found?.capabilities.keepsLabels
    ? translate("{0} keeps it, for everybody who uses the account.", found.name)
    : translate("The ledger keeps it, for every window and program that uses it.");
}
