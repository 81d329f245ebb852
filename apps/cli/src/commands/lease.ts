import {
  type Feature,
  type Lease,
  LeaseError,
  type OperationResult,
  type Quote,
} from "@leaseline/core";
import { type AgreedOptions, type Intent, agreedCommand } from "../agreed-command.js";
import { type ExpectedPrice, checkExpected, consentFlags } from "../consent.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { openWritingClient } from "../open-client.js";
import { leaseFacts, offerFacts } from "../output/tables.js";
import { priceWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";

export interface LeaseCommandOptions extends ExpectedPrice, AgreedOptions {
  readonly number: string;
  readonly account: string;
  readonly connect?: Readonly<Partial<Record<Feature, string>>> | undefined;
}

type Leased = Extract<Documents["lease"], { readonly lease: unknown }>;

export const lease = agreedCommand<LeaseCommandOptions, Leased>({
  intend: async (context, options) => {
    const number = typedNumber(options.number);
    const { client } = await openWritingClient(context, options.account);
    const { signal, terminal } = context;
    const quote = await client.quote(options.account, number, { signal });
    return {
      ...asked(quote, options),
      carryOut: async () => {
        terminal.progress(`Leasing ${number} …`);
        const settled = await client.lease(quote, {
          signal,
          connect: options.connect,
          // A price of which a part is not said has been agreed to as such: see consent.ts.
          unknownPrice: true,
        });
        return { document: leased(settled) };
      },
    };
  },
  text: ({ lease: held }, style) => `${style.good("Leased.")}\n${leaseFacts(held, style)}`,
  remarks: ({ lease: held, costsMore }) =>
    costsMore
      ? [
          `It costs ${priceWords(held.price)}, which is more than was agreed to. The provider raised the price while it was leased.`,
        ]
      : [],
});

function asked(
  { account, number, offer, price }: Quote,
  options: LeaseCommandOptions,
): Omit<Intent<Leased>, "carryOut"> {
  const whole = price?.recurring && price.setup;
  return {
    plan: {
      kind: "lease",
      number,
      account,
      provider: offer.provider,
      asks: whole
        ? `Lease ${number} for ${priceWords(price)}, until released?`
        : "The provider does not say all that it costs. Type the number's last four digits to lease it all the same.",
      agrees: consentFlags(price),
      reserves: price,
      sends: `one request to ${offer.provider}, which leases ${number}`,
    },
    about: (style) => offerFacts(offer, style),
    // Not one key, where nobody knows what it costs.
    typed: whole ? null : number.slice(-4),
    checkFlags: () => checkExpected(price, options),
  };
}

function leased(settled: OperationResult): Leased {
  return {
    lease: leaseRecord(leaseOf(settled)),
    operation: settled.operation.id,
    costsMore: settled.kind === "committed" && settled.costsMore,
  };
}

/** The lease that came of it. @throws {LeaseError} `outcome-unknown` for an order that is yet to be carried out, too. */
export function leaseOf(settled: OperationResult): Lease {
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
