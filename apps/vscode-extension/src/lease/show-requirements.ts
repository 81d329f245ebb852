import type { E164, Requirement } from "@leaseline/core";
import { type StoredAccount, accountTitle } from "../accounts/account.js";
import type { Prompts } from "../prompts/prompts.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";

/** In the place of the question about a price: what has to be there first. Nothing is leased by it. */
export async function showRequirements(
  number: E164,
  account: StoredAccount,
  requirements: readonly Requirement[],
  prompts: Prompts,
): Promise<void> {
  const shown = internationalNumber(number);
  const wanted = await prompts.confirm({
    title: translate("{0} needs documents before it can be leased", shown),
    detail: [
      translate("Nothing was leased, and nothing was spent."),
      translate("The provider takes them in its dashboard; it leases the number then."),
      translate("Account: {0}", accountTitle(account)),
    ],
    yes: translate("View Requirements"),
  });
  if (!wanted) return;
  await prompts.pick({
    title: translate("What {0} Needs", shown),
    placeholder: translate("A line for each requirement"),
    canGoBack: false,
    choices: requirements.map(({ description }) => ({
      label: translate(description),
      icon: "checklist",
      value: null,
    })),
  });
}
