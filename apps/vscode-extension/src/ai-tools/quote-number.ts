import { translate } from "../words/translate.js";
import { numberOf } from "./inputs.js";
import { readingTool } from "./reading-tool.js";
import { type AiTool, type ToolTools, refused } from "./tool.js";
import { offerFields } from "./what-is-said.js";

export function quoteNumber({ accounts, quotes, locale }: ToolTools): AiTool {
  return readingTool(
    "leaseline_quoteNumber",
    () => translate("Asking what a phone number costs"),
    async (input, signal) => {
      const all = accounts.list();
      const id = input.account ?? (all.length === 1 ? all[0]?.id : undefined);
      const account = id === undefined ? null : accounts.find(id);
      if (!account)
        return {
          ...refused("It has to be said in which account.", "Give one of `accounts`."),
          accounts: all.map((one) => one.id),
        };
      const client = await accounts.client(account);
      const quote = await client.quote(account.id, numberOf(input.number), { signal });
      return {
        quote: quotes.keep(quote),
        ...offerFields(quote.offer, locale),
        validMinutes: 10,
        spent: "nothing",
        next: "Tell the person the price. To lease the number, give this quote to the lease tool, once; the person is asked in the editor, and nobody can answer for them.",
      };
    },
  );
}
