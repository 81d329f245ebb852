import { translate } from "../words/translate.js";
import { numberOf, readInput } from "./inputs.js";
import { failureAnswer } from "./failure-answer.js";
import { type AiTool, type ToolTools, refused } from "./tool.js";
import { offerFields } from "./what-is-said.js";

export function quoteNumber({ accounts, quotes, locale }: ToolTools): AiTool {
  return {
    announce: () => ({ doing: translate("Asking what a phone number costs"), confirm: null }),
    run: async (given, signal) => {
      const read = readInput("leaseline_quoteNumber", given);
      if (read.kind === "odd") return refused(read.why, "Correct the input.");
      const all = accounts.list();
      const id = read.input.account ?? (all.length === 1 ? all[0]?.id : undefined);
      const account = id === undefined ? null : accounts.find(id);
      if (!account)
        return {
          ...refused("It has to be said in which account.", "Give one of `accounts`."),
          accounts: all.map((one) => one.id),
        };
      try {
        const client = await accounts.client(account);
        const quote = await client.quote(account.id, numberOf(read.input.number), { signal });
        return {
          quote: quotes.keep(quote),
          ...offerFields(quote.offer, locale),
          validMinutes: 10,
          spent: "nothing",
          next: "Tell the person the price. To lease the number, give this quote to the lease tool, once; the person is asked in the editor, and nobody can answer for them.",
        };
      } catch (error) {
        return failureAnswer(error);
      }
    },
  };
}
