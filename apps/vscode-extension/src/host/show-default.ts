import type { LeaseList } from "../leases-view/lease-list.js";
import { areWhole } from "../leases-view/account-leases.js";
import { findLease } from "../leases-view/leases.js";
import type { KeptTreeChoices } from "../leases-view/tree-choices.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";
import { asWritten } from "./as-written.js";
import type { DefaultItem, ShownDefault } from "./default-item.js";

export type { DefaultItem };

/** Keeps the status bar as the workspace's number is, and forgets one that was released. */
export function showDefault(
  choices: KeptTreeChoices,
  list: Pick<LeaseList, "now" | "onChange">,
  show: (shown: ShownDefault | null) => void,
): void {
  let before = "";
  const draw = () => {
    const { defaultNumber } = choices.now;
    const { accounts } = list.now;
    const lease = defaultNumber && findLease(list.now, defaultNumber.account, defaultNumber.number);
    // What was not read may still be held; and before anything is read, no account is known of.
    const isKnown = accounts.length > 0 && areWhole(accounts);
    if (defaultNumber && !lease && !isKnown) return;
    if (defaultNumber && !lease) return choices.setDefault(null);
    const number = lease && internationalNumber(lease.number);
    const shown = lease && {
      text: asWritten(lease.label ?? number ?? ""),
      tooltip: asWritten(
        translate(
          "Phone number of this workspace: {0}",
          [lease.label, number].filter(Boolean).join(", "),
        ),
      ),
    };
    const now = JSON.stringify(shown);
    if (now !== before) show(shown);
    before = now;
  };
  choices.onChange(draw);
  list.onChange(draw);
}
