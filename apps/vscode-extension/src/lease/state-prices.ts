import {
  type LeaseClient,
  type Money,
  type UnpricedNumber,
  LeaseError,
  readMoney,
} from "@leaseline/core";
import type { Prompts } from "../prompts/prompts.js";
import { internationalNumber } from "../words/lease-words.js";
import { translate } from "../words/translate.js";

/** What is wrong with an amount that was typed. */
export const moneyProblem = (typed: string): string | null =>
  readMoney(typed) ? null : translate("Type an amount and its currency, such as 2.00 USD.");

/**
 * Asks what numbers cost whose provider does not say it, one after the other: under a monthly limit nothing is
 * leased before that is known. What was answered is kept.
 * @param asked - those that were asked about already, which are left out.
 * @returns how many were answered; null when the person has given up.
 */
export async function statePrices(
  client: LeaseClient,
  prompts: Prompts,
  asked: Set<UnpricedNumber["number"]>,
): Promise<number | null> {
  let stated = 0;
  for (const { number, account } of (await client.spending()).unpriced) {
    if (asked.has(number)) continue;
    asked.add(number);
    const shown = internationalNumber(number);
    const typed = await prompts.type({
      title: translate("What {0} Costs a Month", shown),
      prompt: translate(
        "You hold {0} at “{1}”, and its provider does not say what it costs. What you type counts against your limits until it does.",
        shown,
        account,
      ),
      placeholder: "2.00 USD",
      canGoBack: false,
      check: moneyProblem,
    });
    if (typed.kind !== "answered") return null;
    if (await isTaken(client, number, readMoney(typed.value))) stated += 1;
  }
  return stated;
}

/** Not where it is still being leased, or has been given back meanwhile. */
async function isTaken(
  client: LeaseClient,
  number: UnpricedNumber["number"],
  recurring: Money | null,
): Promise<boolean> {
  try {
    await client.statePrice(number, { setup: null, recurring, intervalMonths: 1 });
    return true;
  } catch (error) {
    if (LeaseError.isInstance(error) && error.failure.kind === "bad-input") return false;
    throw error;
  }
}
