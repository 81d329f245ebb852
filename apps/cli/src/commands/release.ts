import type { Lease } from "@leaseline/core";
import { type AgreedOptions, type Intent, agreedCommand, missing } from "../agreed-command.js";
import type { Documents } from "../documents/documents.js";
import { leaseRecord } from "../documents/to-record.js";
import { findLease } from "../find-lease.js";
import { openWritingClient } from "../open-client.js";
import { leaseFacts } from "../output/tables.js";
import { dayWords } from "../output/words.js";
import { typedNumber } from "../phone-number.js";
import { leaseOf } from "./lease.js";
import type { NumberOptions } from "./show.js";

export interface ReleaseOptions extends NumberOptions, AgreedOptions {
  readonly confirm?: string | undefined;
}

type Released = Extract<Documents["release"], { readonly lease: unknown }>;

export const release = agreedCommand<ReleaseOptions, Released>({
  intend: async (context, options) => {
    const number = typedNumber(options.number);
    const { signal, terminal } = context;
    const opened = await openWritingClient(context, options.account);
    const held = await findLease(opened, number, signal);
    return {
      ...asked(held, options),
      carryOut: async () => {
        terminal.progress(`Releasing ${number} …`);
        // The digits are those that were typed, or said: the question and the flags have been held against them.
        const settled = await opened.client.release(held, { confirm: number.slice(-4), signal });
        return {
          document: { lease: leaseRecord(leaseOf(settled)), operation: settled.operation.id },
        };
      },
    };
  },
  text: ({ lease: { number, state, endsAt } }, style) =>
    state === "releasing" && endsAt !== null
      ? `${style.good("Releasing.")} ${number} is held until ${dayWords(endsAt)}.`
      : `${style.good("Released.")} ${number} is not held any more.`,
});

function asked(held: Lease, { confirm }: ReleaseOptions): Omit<Intent<Released>, "carryOut"> {
  const { number, account, provider } = held;
  return {
    plan: {
      kind: "release",
      number,
      account,
      provider,
      asks: `Releasing ${number} cannot be undone. Type its last four digits.`,
      agrees: "--yes --confirm with its last four digits",
      reserves: null,
      sends: `one request to ${provider}, which releases ${number}`,
    },
    about: (style) => leaseFacts(held, style),
    typed: number.slice(-4),
    checkFlags: () => checkDigits(number, confirm),
  };
}

/** Holds the digits that a script has said against the number. @throws {CommandError} `consent-missing`. */
export function checkDigits(number: string, confirm: string | undefined): void {
  if (confirm === undefined)
    throw missing("It has to be agreed to: say --yes and --confirm with the last four digits.");
  if (confirm !== number.slice(-4))
    throw missing("--confirm does not say the number's last four digits.");
}
