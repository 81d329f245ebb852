import { type Quote, formatMoney, isOpen } from "@leaseline/core";
import { accountTitle } from "../accounts/account.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate, words } from "../words/translate.js";
import { readInput, withInput } from "./inputs.js";
import { operationAnswer } from "./operation-answer.js";
import { type SpendingGate, declined } from "./spending-gate.js";
import {
  type AiTool,
  type Announcement,
  type ToolAnswer,
  type ToolTools,
  refused,
} from "./tool.js";

/** Takes a quote and no number or price: what the person is asked is never in a model's words. */
export function leaseNumber(tools: ToolTools, gate: SpendingGate): AiTool {
  const { quotes, lease } = tools;
  return {
    announce: (given) => announcement(given, tools),
    run: withInput("leaseline_leaseNumber", (input, signal) =>
      gate(signal, async ({ prompts, told }) => {
        const quote = quotes.take(input.quote);
        if (!quote)
          return refused(
            "This quote is not known, is older than ten minutes or was used.",
            "If the person still wants the number, ask for a new quote.",
          );
        const end = await lease(quote, prompts);
        const answer = await outcome(quote, end, tools);
        return told.length > 0 ? { ...answer, said: told } : answer;
      }),
    ),
  };
}

async function outcome(
  { account: id, number }: Quote,
  end: Awaited<ReturnType<ToolTools["lease"]>>,
  { accounts }: ToolTools,
): Promise<ToolAnswer> {
  const account = accounts.find(id);
  if (end === null || !account)
    return refused("The account is not here any more.", "Ask the person about it.");
  if (end === "backed-out" || end === "back") return declined();
  const [latest] = await accounts.groupOf(account).ledger.operations({ number, limit: 1 });
  // What stands in the ledger is what happened, whichever way the asking ended.
  if (latest && (end !== "failed" || isOpen(latest))) return operationAnswer(latest);
  return refused(
    "It was not leased.",
    "Tell the person why. Do not lease another number unless they ask for it.",
  );
}

function announcement(given: unknown, { quotes, accounts, locale }: ToolTools): Announcement {
  const read = readInput("leaseline_leaseNumber", given);
  const quote = read.kind === "read" ? quotes.find(read.input.quote) : null;
  if (!quote) {
    const doing = translate("Asking about a phone number whose price is not known any more");
    return { doing, confirm: { title: doing, message: translate("Nothing will be leased.") } };
  }
  const shown = internationalNumber(quote.number);
  const account = accounts.find(quote.account);
  const lines = [
    quote.price?.setup && translate("{0} once.", formatMoney(quote.price.setup, locale)),
    quote.price?.recurring && translate("Then {0}.", words.recurring(quote.price, locale)),
    account && translate("Account: {0}.", accountTitle(account)),
    translate("You are asked once more before anything is leased."),
  ];
  return {
    doing: translate("Asking whether to lease {0}", shown),
    confirm: { title: translate("Lease {0}?", shown), message: lines.filter(Boolean).join(" ") },
  };
}
