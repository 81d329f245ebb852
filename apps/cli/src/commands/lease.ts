import { type Feature, type Lease, LeaseError, type Quote, type Settled } from "@leaseline/core";
import { CommandError } from "../command-error.js";
import { type ExpectedPrice, checkExpected, consentFlags } from "../consent.js";
import type { Command, Context } from "../context.js";
import { openWritingClient } from "../open-client.js";
import { leaseFacts, offerFacts } from "../output/tables.js";
import { priceWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";
import { leaseRecord } from "../records/records.js";

export interface LeaseCommandOptions extends ExpectedPrice {
  readonly number: string;
  readonly account: string;
  readonly yes?: true | undefined;
  readonly connect?: Readonly<Partial<Record<Feature, string>>> | undefined;
}

export const lease: Command<LeaseCommandOptions> = async (context, options) => {
  const number = typedNumber(options.number);
  const { signal, terminal } = context;
  const client = await openWritingClient(context, options.account);
  const quote = await client.quote(options.account, number, { signal });
  await agree(quote, options, context);
  terminal.progress(`Leasing ${number} …`);
  const settled = await client.lease(quote, {
    signal,
    connect: options.connect,
    // A price of which a part is not said has been agreed to as such: see consent.ts.
    unknownPrice: true,
  });
  const leased = leaseOf(settled);
  if (settled.kind === "committed" && settled.costsMore)
    terminal.progress(
      `It costs ${priceWords(leased.price)}, which is more than was agreed to. The provider raised the price while it was leased.`,
    );
  return {
    document: { lease: leaseRecord(leased) },
    text: (style) => `${style.good("Leased.")}\n${leaseFacts(leased, style)}`,
  };
};

/** Resolves when the price has been agreed to. @throws {CommandError} */
async function agree(quote: Quote, options: LeaseCommandOptions, { terminal }: Context) {
  const { price, offer } = quote;
  if (options.yes) return checkExpected(price, options);
  if (!terminal.interactive)
    throw new CommandError({
      kind: "consent-missing",
      reason: `Nobody is there to agree to the price, which is ${priceWords(price)}. Nothing was spent. To agree to it, say ${consentFlags(price)}.`,
    });
  terminal.show(`${offerFacts(offer, terminal.style)}\n`);
  const whole = price?.recurring && price.setup;
  const agreed = whole
    ? await terminal.confirm(`Lease ${quote.number} for ${priceWords(price)}, until released?`)
    : // Not one key, where nobody knows what it costs.
      (await terminal.ask(
        "The provider does not say all that it costs. Type the number's last four digits to lease it all the same.",
      )) === quote.number.slice(-4);
  if (!agreed)
    throw new CommandError({
      kind: "consent-missing",
      reason: "It was not agreed to. Nothing was spent.",
    });
}

/** The lease that came of it. @throws {LeaseError} `outcome-unknown` for an order that is yet to be carried out, too. */
export function leaseOf(settled: Settled): Lease {
  switch (settled.kind) {
    case "committed":
      return settled.lease;
    case "accepted":
      throw new LeaseError({
        kind: "outcome-unknown",
        reason: "not-seen",
        status: null,
        detail: null,
      });
    case "unknown":
      throw new LeaseError(settled.failure);
  }
}
