import { type LeaseFailure, type Offer, failureOf } from "@leaseline/core";
import { errorsIn, exitCodeFor, remarksOn } from "../collect.js";
import type { Command } from "../command.js";
import { type CommandFailure, errorOf } from "../command-error.js";
import { consentFlags } from "../consent.js";
import type { Documents } from "../documents/documents.js";
import { offerRecord } from "../documents/to-record.js";
import { openClient } from "../open-client.js";
import { offerFacts } from "../output/tables.js";
import { typedNumber } from "../phone-number.js";
import type { NumberOptions } from "./show.js";

export const quote: Command<NumberOptions, Documents["quote"]> = {
  run: async (context, options) => {
    const number = typedNumber(options.number);
    const { client, unreachable } = await openClient(context, options.account);
    const offers: Offer[] = [];
    let taken: LeaseFailure = { kind: "number-taken" };
    const failures = new Map<string, LeaseFailure | CommandFailure>(unreachable);
    const ask = async (account: string) => {
      try {
        offers.push((await client.quote(account, number, { signal: context.signal })).offer);
      } catch (error) {
        const failure = failureOf(error);
        // Not to be offered by one of them is no failure, as long as another has it.
        if (failure.kind === "number-taken") taken = failure;
        else failures.set(account, failure);
      }
    };
    await Promise.all(client.accounts.map(({ id }) => ask(id)));
    const [failure] = failures.values();
    if (offers.length === 0) throw errorOf(failure ?? taken);
    return {
      document: { offers: offers.map(offerRecord), ...errorsIn(failures) },
      exitCode: exitCodeFor(failures),
    };
  },
  text: ({ offers }, style) =>
    offers
      .map((offer) => {
        const script = `leaseline lease ${offer.number} --account ${offer.account} ${consentFlags(offer.price)}`;
        return `${offerFacts(offer, style)}\n\n${style.dim("In a script:")} ${script}`;
      })
      .join("\n\n"),
  remarks: remarksOn,
};
