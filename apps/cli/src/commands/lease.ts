import {
  type ConnectedAccount,
  type Feature,
  type LeaseClient,
  LeaseError,
  type OperationResult,
  type Price,
  type Quote,
  type Wanted,
  checkConnections,
  countedPrice,
} from "@leaseline/core";
import { type AgreedOptions, type Intent, agreedCommand } from "../agreed-command.js";
import { outcomeBefore, doneRecord, doneRemarks, originOf } from "../outcome.js";
import {
  type ExpectedFlags,
  type ExpectedPrice,
  checkExpected,
  consentFlags,
  countedAs,
  expectedPrice,
} from "../consent.js";
import type { Documents } from "../documents/documents.js";
import { openLeasingClient } from "../open-client.js";
import { leaseFacts, offerFacts } from "../output/tables.js";
import { priceWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";

export interface LeaseCommandOptions extends ExpectedFlags, AgreedOptions {
  readonly number: string;
  readonly account: string;
  /** What an unknown price counts as: `"5.00 USD"`. */
  readonly countAs?: string | undefined;
  readonly key?: string | undefined;
  readonly connect?: Readonly<Partial<Record<Feature, string>>> | undefined;
}

type Leased = Extract<Documents["lease"], { readonly lease: unknown }>;

export const lease = agreedCommand<LeaseCommandOptions, Leased>({
  intend: async (context, options) => {
    const number = typedNumber(options.number);
    const { account, key, connect } = options;
    const unknownPrice = countedAs(options.countAs);
    const expected = expectedPrice(options);
    const { signal, terminal } = context;
    const client = await openLeasingClient(context, account);
    // Before anything is quoted: a number that has been leased here is not offered any more.
    const request = { kind: "lease", account, number, key } as const;
    const before = await outcomeBefore(client, request, context);
    if (before) return { document: leased(before) };
    const at = client.accounts.find(({ id }) => id === account);
    // Before anybody is asked, and in a dry run.
    if (at) checkConnections(at, connect);
    const quote = await quoteOrOutcome(client, request, signal);
    if ("kind" in quote) return { document: leased(quote) };
    // A price of which a part is not said has been agreed to as such: see consent.ts.
    const agreed = { signal, key, connect, unknownPrice };
    return {
      ...termsOf(quote, { expected, unknownPrice, connect }, at),
      rehearse: async () => {
        const result = await client.rehearseLease(quote, agreed);
        return result && { document: leased(result) };
      },
      carryOut: async () => {
        terminal.progress(`Leasing ${number} …`);
        return { document: leased(await client.lease(quote, agreed)) };
      },
    };
  },
  text: ({ lease: held, already, operation }, style) =>
    `${style.good(already ? `Already leased, by operation ${operation}.` : "Leased.")}\n${leaseFacts(held, style)}`,
  remarks: (document) => [
    ...(document.costsMore
      ? [
          `It costs ${priceWords(document.lease.price)}, which is more than was agreed to. The provider raised the price while it was leased.`,
        ]
      : []),
    ...doneRemarks(document),
  ],
});

/** The price; or, if the number is gone by then, what the same request has come to meanwhile. @throws {LeaseError} */
async function quoteOrOutcome(
  client: LeaseClient,
  request: Wanted,
  signal: AbortSignal,
): Promise<Quote | OperationResult> {
  try {
    return await client.quote(request.account, request.number, { signal });
  } catch (error) {
    const isTaken = LeaseError.isInstance(error) && error.failure.kind === "number-taken";
    const outcome = isTaken ? await client.standing(request, { signal }) : null;
    if (outcome) return outcome;
    throw error;
  }
}

interface Agreed extends Pick<LeaseCommandOptions, "connect"> {
  readonly expected: ExpectedPrice;
  readonly unknownPrice: Price | true;
}

function termsOf(
  { account, number, offer, price }: Quote,
  { expected, unknownPrice, connect }: Agreed,
  at: ConnectedAccount | undefined,
): Omit<Intent<Leased>, "rehearse" | "carryOut"> {
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
      reserves: countedPrice(price, unknownPrice),
      sends: `one request to ${at ? originOf(at.identity) : account}, which leases ${[number, ...connections(connect)].join(", and connects ")}`,
    },
    about: (style) => offerFacts(offer, style),
    // Not one key, where nobody knows what it costs.
    typed: whole ? null : number.slice(-4),
    checkFlags: () => checkExpected(price, expected),
  };
}

function connections(connect: LeaseCommandOptions["connect"]): readonly string[] {
  return Object.entries(connect ?? {}).map(([feature, id]) => `${feature} to ${id}`);
}

function leased(result: OperationResult): Leased {
  return {
    ...doneRecord(result),
    costsMore: result.kind === "committed" && result.costsMore,
  };
}
