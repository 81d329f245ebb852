import { accountTitle } from "../accounts/account.js";
import { leaseFacts } from "../leases-view/lease-facts.js";
import { leaseRow } from "../leases-view/tree.js";
import { internationalNumber } from "../words/lease-words.js";
import type { Command, CommandTools } from "./command.js";
import { pickLease } from "./pick-lease.js";
import { translate } from "../words/translate.js";

type Tools = Pick<CommandTools, "prompts" | "list" | "locale"> & {
  readonly copyText: (text: string) => void;
  readonly showPricing: () => void;
};

/** Everything known of a lease, as a list that can be searched; Enter copies a line. The last one leads to all prices. */
export function showDetailsCommand(tools: Tools): Command {
  const { prompts, list, locale, copyText, showPricing } = tools;
  return async (selected) => {
    const lease = await pickLease(selected, translate("Show Details"), tools);
    if (!lease) return;
    const entry = list.now.accounts.find(({ account }) => account.id === lease.account) ?? null;
    const facts = [
      ...leaseFacts(leaseRow(lease, entry), locale),
      ...(entry ? [[translate("Account"), accountTitle(entry.account)] as const] : []),
    ];
    const answer = await prompts.pick({
      title: internationalNumber(lease.number),
      placeholder: translate("Enter copies the line"),
      canGoBack: false,
      choices: [
        ...facts.map(([name, value]) => ({
          label: value,
          description: name,
          value: () => copyText(value),
        })),
        { label: translate("Show Pricing"), icon: "graph", value: showPricing },
      ],
    });
    if (answer.kind === "answered") answer.value();
  };
}
