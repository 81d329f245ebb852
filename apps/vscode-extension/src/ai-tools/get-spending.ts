import { formatMoney } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { totalsText } from "../leases-view/totals.js";
import { translate } from "../words/translate.js";
import { readingTool } from "./reading-tool.js";
import type { AiTool, ToolTools } from "./tool.js";
import { notRead } from "./what-is-said.js";

export function getSpending({ accounts, list, locale }: ToolTools): AiTool {
  return readingTool(
    "leaseline_getSpending",
    () => translate("Adding up what the phone numbers cost"),
    async () => {
      await list.whole();
      const groups = await Promise.all(
        accounts.groups().map(async (group) => {
          const { client } = await group.connect();
          const { running, bill } = await client.spending();
          return {
            sandbox: group.accounts().every(({ sandbox }) => sandbox),
            aMonth: running.map((total) => formatMoney(total, locale)),
            billOfThisMonth: bill.map((total) => formatMoney(total, locale)),
          };
        }),
      );
      return {
        totals: groups,
        byAccount: list.now.accounts.map(({ account, leases, unreadable }) => ({
          account: account.id,
          accountName: accountTitle(account),
          numbers: leases.length,
          aMonth: totalsText({ leases, unread: 0, unreadable: unreadable.length }, locale),
          nextCharge:
            leases.flatMap(({ nextChargeAt }) => nextChargeAt ?? []).toSorted()[0] ?? null,
        })),
        notRead: notRead(list),
        spent: "nothing",
        next: "Currencies are never added up. What the sandbox counts is no real money.",
      };
    },
  );
}
