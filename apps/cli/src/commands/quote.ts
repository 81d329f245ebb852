import { LeaseError, type LeaseFailure, type Offer, failureOf } from "@leaseline/core";
import { withFailures } from "../collect.js";
import { consentFlags } from "../consent.js";
import type { Command } from "../context.js";
import { openClient } from "../open-client.js";
import { offerFacts } from "../output/tables.js";
import { typedNumber } from "../phone-number.js";
import { offerRecord } from "../records/records.js";
import type { NumberOptions } from "./show.js";

export const quote: Command<NumberOptions> = async (context, options) => {
  const number = typedNumber(options.number);
  const client = await openClient(context, options.account);
  const offers: Offer[] = [];
  const failures = new Map<string, LeaseFailure>();
  const ask = async (account: string) => {
    try {
      offers.push((await client.quote(account, number, { signal: context.signal })).offer);
    } catch (error) {
      const failure = failureOf(error);
      // Not to be offered by one of them is no failure, as long as another has it.
      if (failure.kind !== "number-taken") failures.set(account, failure);
    }
  };
  await Promise.all(client.accounts.map(({ account }) => ask(account)));
  const [failure] = failures.values();
  if (offers.length === 0) throw new LeaseError(failure ?? { kind: "number-taken" });
  return withFailures(
    { failures },
    {
      document: { offers: offers.map(offerRecord) },
      text: (style) =>
        offers
          .map((offer) => {
            const script = `leaseline lease ${number} --account ${offer.account} ${consentFlags(offer.price)}`;
            return `${offerFacts(offer, style)}\n\n${style.dim("In a script:")} ${script}`;
          })
          .join("\n\n"),
    },
  );
};
