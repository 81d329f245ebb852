import type { Command } from "../command.js";
import { moneyIn } from "../consent.js";
import type { Documents } from "../documents/documents.js";
import { openDecidingClient } from "../open-client.js";
import { moneyWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";

export interface PriceOptions {
  readonly number: string;
  readonly money: string;
}

/** Writes down what a number counts as whose provider does not say what it costs. Sends nothing. */
export const price: Command<PriceOptions, Documents["price"]> = {
  run: async (context, options) => {
    const number = typedNumber(options.number);
    const recurring = moneyIn(options.money, "a price");
    const { client } = await openDecidingClient(context);
    await client.statePrice(number, { setup: null, recurring, intervalMonths: 1 });
    return { document: { number, monthly: recurring } };
  },
  text: ({ number, monthly }) =>
    `${number} counts as ${moneyWords(monthly)} a month, until its provider says what it costs.`,
};
